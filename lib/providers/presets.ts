import type { Connection } from '../model/connection.ts';

/** A service someone may connect to, with what is known of it (read in public documentation, 2026-11; models come and go, so the options page lists what the service lists). */
export interface Preset {
  id: string;
  /** zhTw: in traditional letters, where those differ. */
  name: { zh: string; en: string; zhTw?: string };
  /** Empty where the user brings it. */
  baseUrl: string;
  /** Where a key is made. */
  keyPage?: string;
  /** A model to begin with; empty where it must be chosen from the list. */
  model: string;
  needsKey: boolean;
  /** Models that think for long without a word. */
  thinks?: RegExp;
  /** Parameters that models matching `models` refuse. */
  refuses?: { models: RegExp; parameters: string[] }[];
  /** Name of the answer's length limit. */
  limitName?: 'max_tokens' | 'max_completion_tokens';
  /** An assistant's thinking is to be sent back with its answer. */
  wantsThinkingBack?: boolean;
  /** No model to chat with. */
  onlySpeech?: boolean;
  /** It has OpenAI's `/audio/transcriptions`. */
  hears?: Hearing;
  /** It has OpenAI's `/audio/speech`, and answers with a WAV file. */
  speaks?: Speaking;
}

export interface Hearing {
  /** The first is the one to begin with. */
  models: readonly string[];
  /** Fields besides the file and the model that it takes; it may refuse a request with others. */
  takes: readonly ('language' | 'prompt')[];
}

export interface Speaking {
  models: readonly string[];
  /** Ids, as the service takes them. */
  voices: readonly string[];
  /** The voice to begin with, by the language of the user. */
  usual: { zh: string; en: string };
  /** Of `speed`, where it is narrower than OpenAI's 0.25 to 4. */
  speed?: { least: number; most: number };
}

const fixedSampling = ['temperature', 'top_p', 'presence_penalty', 'frequency_penalty'];

/** OpenAI's thinking models sample as they like. */
const openaiThinks = /(^|\/)(o\d|gpt-[5-9](?!.*chat))/i;

const cosyVoice = 'FunAudioLLM/CosyVoice2-0.5B';
const cosyVoices = ['anna', 'bella', 'claire', 'diana', 'alex', 'benjamin', 'charles', 'david'];

/** Those that all of OpenAI's speech models have. */
const openaiVoices = ['alloy', 'ash', 'coral', 'echo', 'fable', 'nova', 'onyx', 'sage', 'shimmer'];

export const presets: readonly Preset[] = [
  {
    id: 'deepseek',
    name: { zh: 'DeepSeek', en: 'DeepSeek' },
    baseUrl: 'https://api.deepseek.com/v1',
    keyPage: 'https://platform.deepseek.com/api_keys',
    model: 'deepseek-flash',
    needsKey: true,
    refuses: [{ models: /./, parameters: ['seed'] }],
  },
  {
    id: 'dashscope',
    name: { zh: '通义千问（阿里云百炼）', zhTw: '通義千問（阿里雲百煉）', en: 'Qwen (Alibaba DashScope)' },
    baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
    keyPage: 'https://bailian.console.aliyun.com/?tab=model#/api-key',
    model: 'qwen-plus',
    needsKey: true,
  },
  {
    id: 'moonshot',
    name: { zh: 'Kimi（月之暗面）', en: 'Kimi (Moonshot AI)' },
    baseUrl: 'https://api.moonshot.cn/v1',
    keyPage: 'https://platform.moonshot.cn/console/api-keys',
    model: 'kimi-k2.6',
    needsKey: true,
    wantsThinkingBack: true,
    limitName: 'max_completion_tokens',
    refuses: [
      { models: /./, parameters: ['seed'] },
      { models: /^kimi-/i, parameters: fixedSampling },
    ],
  },
  {
    id: 'zhipu',
    name: { zh: '智谱 GLM', zhTw: '智譜 GLM', en: 'Zhipu GLM' },
    baseUrl: 'https://open.bigmodel.cn/api/paas/v4',
    keyPage: 'https://open.bigmodel.cn/usercenter/proj-mgmt/apikeys',
    model: 'glm-4.7-flash',
    needsKey: true,
    refuses: [{ models: /./, parameters: ['seed', 'stream_options'] }],
    hears: { models: ['glm-asr-2512'], takes: ['prompt'] },
    speaks: {
      models: ['glm-tts'],
      voices: ['tongtong', 'xiaochen', 'chuichui', 'jam', 'kazi', 'douji', 'luodo'],
      usual: { zh: 'tongtong', en: 'tongtong' },
      speed: { least: 0.5, most: 2 },
    },
  },
  {
    id: 'siliconflow',
    name: { zh: '硅基流动 SiliconFlow', zhTw: '矽基流動 SiliconFlow', en: 'SiliconFlow' },
    baseUrl: 'https://api.siliconflow.cn/v1',
    keyPage: 'https://cloud.siliconflow.cn/account/ak',
    model: 'deepseek-ai/DeepSeek-V4-Flash',
    needsKey: true,
    hears: { models: ['FunAudioLLM/SenseVoiceSmall', 'TeleAI/TeleSpeechASR'], takes: [] },
    speaks: {
      models: [cosyVoice],
      voices: cosyVoices.map((name) => `${cosyVoice}:${name}`),
      usual: { zh: `${cosyVoice}:anna`, en: `${cosyVoice}:anna` },
    },
  },
  {
    id: 'ark',
    name: { zh: '火山方舟（豆包）', en: 'Volcengine Ark (Doubao)' },
    baseUrl: 'https://ark.cn-beijing.volces.com/api/v3',
    keyPage: 'https://console.volcengine.com/ark/region:ark+cn-beijing/apiKey',
    model: 'doubao-seed-1-8-251228',
    needsKey: true,
    refuses: [{ models: /./, parameters: ['seed'] }],
  },
  {
    id: 'openai',
    name: { zh: 'OpenAI', en: 'OpenAI' },
    baseUrl: 'https://api.openai.com/v1',
    keyPage: 'https://platform.openai.com/api-keys',
    model: 'gpt-5.4-mini',
    needsKey: true,
    hears: { models: ['gpt-4o-mini-transcribe', 'gpt-4o-transcribe', 'whisper-1'], takes: ['language', 'prompt'] },
    speaks: {
      models: ['gpt-4o-mini-tts', 'tts-1'],
      voices: openaiVoices,
      usual: { zh: 'coral', en: 'coral' },
    },
    limitName: 'max_completion_tokens',
    thinks: openaiThinks,
    refuses: [{ models: openaiThinks, parameters: fixedSampling }],
  },
  {
    id: 'openrouter',
    name: { zh: 'OpenRouter', en: 'OpenRouter' },
    baseUrl: 'https://openrouter.ai/api/v1',
    keyPage: 'https://openrouter.ai/settings/keys',
    model: 'openrouter/auto',
    needsKey: true,
  },
  {
    id: 'gemini',
    name: { zh: 'Gemini', en: 'Gemini' },
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    keyPage: 'https://aistudio.google.com/apikey',
    model: 'gemini-flash-latest',
    needsKey: true,
    thinks: /gemini-(2\.5|[3-9]|flash-latest|pro-latest)/i,
    refuses: [{ models: /./, parameters: ['seed'] }],
  },
  {
    id: 'azure',
    name: { zh: 'Azure OpenAI', en: 'Azure OpenAI' },
    baseUrl: '',
    keyPage: 'https://portal.azure.com',
    model: '',
    needsKey: true,
    thinks: openaiThinks,
    refuses: [{ models: openaiThinks, parameters: fixedSampling }],
  },
  {
    id: 'groq',
    name: { zh: 'Groq', en: 'Groq' },
    baseUrl: 'https://api.groq.com/openai/v1',
    keyPage: 'https://console.groq.com/keys',
    model: 'openai/gpt-oss-120b',
    needsKey: true,
    hears: { models: ['whisper-large-v3-turbo', 'whisper-large-v3'], takes: ['language', 'prompt'] },
  },
  {
    id: 'ollama',
    name: { zh: 'Ollama（本机）', zhTw: 'Ollama（本機）', en: 'Ollama (this computer)' },
    baseUrl: 'http://127.0.0.1:11434/v1',
    model: '',
    needsKey: false,
  },
  {
    id: 'lmstudio',
    name: { zh: 'LM Studio（本机）', zhTw: 'LM Studio（本機）', en: 'LM Studio (this computer)' },
    baseUrl: 'http://127.0.0.1:1234/v1',
    model: '',
    needsKey: false,
  },
  {
    id: 'llamacpp',
    name: { zh: 'llama.cpp（本机）', zhTw: 'llama.cpp（本機）', en: 'llama.cpp (this computer)' },
    baseUrl: 'http://127.0.0.1:8080/v1',
    model: '',
    needsKey: false,
  },
  {
    id: 'vllm',
    name: { zh: 'vLLM（本机）', zhTw: 'vLLM（本機）', en: 'vLLM (this computer)' },
    baseUrl: 'http://127.0.0.1:8000/v1',
    model: '',
    needsKey: false,
  },
  {
    id: 'speaches',
    name: { zh: 'speaches（本机）', zhTw: 'speaches（本機）', en: 'speaches (this computer)' },
    baseUrl: 'http://127.0.0.1:8000/v1',
    model: '',
    needsKey: false,
    onlySpeech: true,
    hears: {
      models: ['Systran/faster-whisper-small', 'Systran/faster-whisper-large-v3'],
      takes: ['language', 'prompt'],
    },
    speaks: {
      models: ['speaches-ai/Kokoro-82M-v1.0-ONNX'],
      voices: ['zf_xiaoxiao', 'zf_xiaobei', 'zm_yunxi', 'af_heart', 'af_bella', 'am_michael', 'bf_emma'],
      usual: { zh: 'zf_xiaoxiao', en: 'af_heart' },
    },
  },
  {
    id: 'custom',
    name: { zh: '其他（OpenAI 兼容）', zhTw: '其他（OpenAI 相容）', en: 'Other (OpenAI-compatible)' },
    baseUrl: '',
    model: '',
    needsKey: false,
  },
];

export const presetOf = ({ preset }: Pick<Connection, 'preset'>): Preset | undefined =>
  presets.find(({ id }) => id === preset);

/** Names of models that think before they speak, under whatever service; many of them think without a word. */
const thinkingNames =
  /(^|[-/_.:])(o\d(-|$)|r1|r2|reason|think|qwq|qvq|magistral|gpt-[5-9]|gpt-oss|qwen3|glm-(4\.[5-9]|[5-9])|kimi-k[2-9]|deepseek-(r|v[4-9])|minimax-m|grok-[3-9]|gemini-(2\.5|[3-9])|seed-[1-9]|deepseek-(flash|pro)$)/i;

/** Whether the model may be silent for minutes before its first word. */
export const thinksSilently = (connection: Connection): boolean =>
  thinkingNames.test(connection.model) || (presetOf(connection)?.thinks?.test(connection.model) ?? false);
