import type { SpokenLanguage } from '../../model/voice.ts';

/**
 * What the voice itself says about commands, in the language of the answer. They are heard, in whatever language the
 * browser shows its words, so they are not among those.
 */
export interface Lines {
  /** `name`: of a site or an author. */
  source(number: number, name: string, title: string): string;
  onlySummary: string;
  onlyTitle: string;
  opened(number: number, name: string): string;
  notOpened(number: number): string;
  howManySources(count: number): string;
  howManyPoints(count: number): string;
  from(sources: readonly { number: number; name: string }[]): string;
  namesNone: string;
  namesMissing(number: number): string;
  nothingSpoken: string;
  shorter: string;
  more: string;
  expand(number: number): string;
  needsModel: string;
  slowest: string;
  fastest: string;
  loudest: string;
  softest: string;
  /** After an answer to a spoken question. */
  whichSource: string;
}

const zh: Lines = {
  source: (number, name, title) => `来源${number}，${name}：${title}。`,
  onlySummary: '这里只有页面给出的摘要。',
  onlyTitle: '除了标题，这里没有它的内容。',
  opened: (number, name) => `已在后面的标签页打开来源${number}，${name}。`,
  notOpened: (number) => `来源${number}的网址打不开。`,
  howManySources: (count) => (count === 0 ? '这个回答没有来源。' : `只有${count}个来源。`),
  howManyPoints: (count) => `刚才的回答只有${count}点。`,
  from: (sources) => `这句出自${sources.map(({ number, name }) => `${name}，来源${number}`).join('；')}。`,
  namesNone: '这句没有注明来源。',
  namesMissing: (number) => `这句注明的来源${number}并不存在。`,
  nothingSpoken: '还没有读过什么。',
  shorter: '请把刚才的回答缩短成一两句话。',
  more: '请把刚才的回答讲得更详细一些。',
  expand: (number) => `请展开讲讲刚才回答里的第${number}点。`,
  needsModel: '没有连接模型，只能读页面里的原句。',
  slowest: '已经是最慢了。',
  fastest: '已经是最快了。',
  loudest: '已经是最大声了。',
  softest: '已经是最小声了。',
  whichSource: '要听哪一个来源？',
};

const en: Lines = {
  source: (number, name, title) => `Source ${number}, ${name}: ${title}.`,
  onlySummary: "Only the page's summary is here.",
  onlyTitle: 'There is nothing of it here but its title.',
  opened: (number, name) => `Source ${number}, ${name}, is open in a tab behind this one.`,
  notOpened: (number) => `The address of source ${number} cannot be opened.`,
  howManySources: (count) =>
    count === 0
      ? 'This answer has no sources.'
      : count === 1
        ? 'There is only one source.'
        : `There are only ${count} sources.`,
  howManyPoints: (count) => (count === 1 ? 'The answer has only one point.' : `The answer has only ${count} points.`),
  from: (sources) => `This is from ${sources.map(({ number, name }) => `${name}, source ${number}`).join(', and ')}.`,
  namesNone: 'This sentence names no source.',
  namesMissing: (number) => `This sentence names source ${number}, which does not exist.`,
  nothingSpoken: 'Nothing has been read yet.',
  shorter: 'Please shorten your last answer to one or two sentences.',
  more: 'Please explain your last answer in more detail.',
  expand: (number) => `Please explain point ${number} of your last answer in more detail.`,
  needsModel: 'No model is connected, so there is nothing but the words of the page.',
  slowest: 'It cannot be slower.',
  fastest: 'It cannot be faster.',
  loudest: 'It cannot be louder.',
  softest: 'It cannot be softer.',
  whichSource: 'Which source do you want to hear?',
};

export const lines: Record<SpokenLanguage, Lines> = { zh, en };
