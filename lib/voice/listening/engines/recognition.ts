/** What we use of the browser's recognition (Web Speech); TypeScript's DOM does not have it, nor has every browser. */
export interface Recognition extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  /** On this machine only. Chromium 139 and later. */
  processLocally?: boolean;
  /** The track is ignored where it is not known (before Chromium 135). */
  start(track?: MediaStreamTrack): void;
  stop(): void;
  abort(): void;
}

export interface RecognitionType {
  new (): Recognition;
  available?(options: { langs: string[]; processLocally: boolean }): Promise<string>;
}

export interface RecognitionResults {
  readonly length: number;
  readonly [index: number]: { readonly isFinal: boolean; readonly [index: number]: { readonly transcript: string } };
}

/** The browser's recognition, where it has one. */
export const recognitionType = (): RecognitionType | undefined => {
  const scope = globalThis as { SpeechRecognition?: RecognitionType; webkitSpeechRecognition?: RecognitionType };
  return scope.SpeechRecognition ?? scope.webkitSpeechRecognition;
};

export const recognitionTags = { zh: 'zh-CN', en: 'en-US' } as const;

/** Whether speech in this language is recognised on this machine, now, with nothing to install. */
export async function recognisesHere(type: RecognitionType | undefined, lang: 'zh' | 'en'): Promise<boolean> {
  try {
    const found = await type?.available?.({ langs: [recognitionTags[lang]], processLocally: true });
    return found === 'available';
  } catch {
    return false; // forbidden by a policy
  }
}
