import type { TutorMove } from '../../model/tutor.ts';
import type { SpokenLanguage } from '../../model/voice.ts';
import { parseCommand } from '../commands/parse.ts';

/** What the student's words amount to; whatever is not one of a few set phrases is an answer. */
export function moveOf(heard: string): Exclude<TutorMove, 'begin'> {
  const plain = heard
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[\s,.;!?，。；！？、]+/gu, ' ')
    .trim();
  if (hints.test(plain)) return 'hint';
  if (lost.test(plain)) return 'lost';
  const command = parseCommand(heard, { voice: 'paused', hasAnswer: true, sources: 0 });
  if (command?.name === 'resume' || command?.name === 'next') return 'goOn';
  return command?.name === 'endTutor' ? 'end' : 'answer';
}

const hints =
  /^(?:(?:请|再)?(?:给我?)?(?:一?[个点些])?提示(?:一下)?(?:我)?|(?:我)?(?:真的)?不(?:知道|会|清楚)(?:啊|呀|了)?|想不出来?|猜不出来?|(?:please )?(?:give me )?(?:a |another |one more )?(?:hint|clue)(?: please)?|help(?: me)?|(?:i )?(?:really )?(?:dont|do not) know|no idea|idk)$/;

const lost =
  /^(?:我?(?:还是|完全)?(?:没|不)(?:太)?(?:听|看|弄|搞)?(?:懂|明白)(?:啊|呀|了)?|听不懂|(?:sorry )?(?:i )?(?:still )?(?:dont|do not|didnt|did not) (?:understand|get it|get that|follow)|im lost|i am lost|you lost me|confused|im confused)$/;

/** What stands as the student's words when a button is pressed; in the lesson's language, since a model reads it. */
export const moveWords: Record<SpokenLanguage, Record<Exclude<TutorMove, 'begin' | 'answer'>, string>> = {
  zh: { hint: '给我一点提示。', lost: '我没听懂。', goOn: '继续。', end: '今天就学到这里。' },
  en: { hint: 'Give me a hint.', lost: "I don't get it.", goOn: 'Go on.', end: 'That is all for today.' },
};
