import { provideSdk } from '../../lib/providers/sdk.ts';

provideSdk(() => import('openai'));
