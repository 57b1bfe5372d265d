import type * as openai from 'openai';

/** What is called of the openai SDK. */
export type Sdk = Pick<typeof openai, 'OpenAI' | 'APIError'>;

let loader: (() => Promise<Sdk>) | undefined;

/** Whoever asks servers says once how the SDK is had: a worker that wakes for something else need not read it. */
export function provideSdk(load: () => Promise<Sdk>): void {
  loader = load;
}

/** The SDK, loaded when it is first wanted. */
export async function sdk(): Promise<Sdk> {
  if (!loader) throw new Error('nobody said where the SDK is');
  return loader();
}
