import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SpokenLanguage } from '../model/voice.ts';

/** What the browser's recognition says of a language on this computer. 'none': it has no such thing, or a policy forbids it. */
export type PackState = 'none' | 'available' | 'downloadable' | 'downloading' | 'failed';

/** What we use of it (Chromium 139 and later); TypeScript's DOM does not have it. */
interface Recognition {
  available?(options: { langs: string[]; processLocally: boolean }): Promise<string>;
  install?(options: { langs: string[]; processLocally: boolean }): Promise<boolean>;
}

export interface LanguagePacksState {
  /** Undefined until the browser was asked. */
  packs: Partial<Record<SpokenLanguage, PackState>>;
}

export interface LanguagePacks extends StoreApi<LanguagePacksState> {
  load(): Promise<void>;
  /** Downloads a language from whoever makes the browser. Only inside a press. */
  install(lang: SpokenLanguage): Promise<void>;
}

const tags = { zh: 'zh-CN', en: 'en-US' } as const;
const languages = ['zh', 'en'] as const;

export function createLanguagePacks(recognition: Recognition | undefined = ofThisBrowser()): LanguagePacks {
  const store = createStore<LanguagePacksState>(() => ({ packs: {} }));
  const { setState } = store;
  const note = (lang: SpokenLanguage, pack: PackState) =>
    setState(({ packs }) => ({ packs: { ...packs, [lang]: pack } }));
  const look = async (lang: SpokenLanguage) => note(lang, await stateOf(recognition, lang));
  return {
    ...store,
    load: async () => void (await Promise.all(languages.map(look))),
    async install(lang) {
      note(lang, 'downloading');
      const installed = await recognition?.install?.({ langs: [tags[lang]], processLocally: true }).catch(() => false);
      if (installed) await look(lang);
      else note(lang, 'failed');
    },
  };
}

async function stateOf(recognition: Recognition | undefined, lang: SpokenLanguage): Promise<PackState> {
  try {
    const found = await recognition?.available?.({ langs: [tags[lang]], processLocally: true });
    return found === 'available' || found === 'downloadable' || found === 'downloading' ? found : 'none';
  } catch {
    return 'none';
  }
}

function ofThisBrowser(): Recognition | undefined {
  const scope = globalThis as { SpeechRecognition?: Recognition; webkitSpeechRecognition?: Recognition };
  return scope.SpeechRecognition ?? scope.webkitSpeechRecognition;
}
