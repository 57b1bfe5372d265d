import { startChat } from '../popup/start-chat.tsx';

void startChat('aside');
