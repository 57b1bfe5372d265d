import { startChat } from './start-chat.tsx';

void startChat('popup');
