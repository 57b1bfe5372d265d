import { patternsOf } from './command.ts';

const small = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const ordinal = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');
/** What recognisers write for them. */
const spelled: Record<string, number> = { won: 1, to: 2, too: 2, for: 4, fore: 4, ate: 8, last: -1 };

const numbers = `\\d{1,2}(?:st|nd|rd|th)?|${[...small, ...ordinal, ...Object.keys(spelled)].join('|')}`;

/** 1-based; -1 means the last one. */
export function englishNumber(word: string): number | undefined {
  if (/^\d/.test(word)) return Number.parseInt(word, 10);
  const at = small.indexOf(word) + 1 || ordinal.indexOf(word) + 1;
  return at || spelled[word];
}

// Recognisers hear "sauce" and "resource".
const kind = '(?:sources?|sauces?|resources?|results?|citations?|references?|articles?)';
const source = `(?:(?:the )?(?:${kind}(?: number)? N|N ${kind}|number N))`;
const unit = '(?:sentence|one|line|paragraph|part|point|section|bit)';
const lots = '(?:a bit |a little |a little bit |much |even |slightly )?';
const say = '(?:speak |talk |read |go |say it |read it )?';

/** A number alone, where it was asked which source. */
export const englishChoice = patternsOf([['readSource', ['(?:the )?(?:number )?N(?: one)?']]], numbers);

/** Utterances in lower case, without punctuation, apostrophes and courtesies. */
export const english = patternsOf(
  [
    [
      'endTutor',
      [
        '(?:exit|leave|stop|end|quit|close) (?:the )?(?:tutor(?: mode)?|tutoring|quiz|lesson)',
        'no more (?:quiz|questions)',
      ],
    ],
    [
      'startTutor',
      [
        '(?:start |enter |open |turn on )?(?:the )?tutor(?:ing)? mode',
        '(?:quiz|test|tutor) me',
        'start (?:tutoring|the quiz|a quiz|the lesson)',
        'be my tutor',
      ],
    ],
    [
      'stop',
      [
        'stop(?: it| there| that| talking| reading| speaking| playing| now)?',
        '(?:thats|that is) (?:enough|all)',
        'enough',
        'shut up',
        '(?:be )?quiet',
        'silence',
        'never ?mind',
        'cancel(?: that| it)?',
        'hush',
        'no more',
      ],
    ],
    [
      'pause',
      [
        'pause(?: it| that| there| reading)?',
        '(?:wait|hold on|hang on)(?: (?:a|one) (?:second|sec|minute|moment))?',
        '(?:one|just a) (?:second|sec|minute|moment)',
        'give me a (?:second|sec|minute|moment)',
        'hold it',
      ],
    ],
    [
      'resume',
      [
        'go ?on',
        'continue(?: reading| talking| speaking| playing)?',
        'carry on(?: reading)?',
        'resume(?: reading| playing)?',
        'keep (?:going|reading|talking)',
        'unpause',
        'play',
        'go ahead',
        'proceed',
      ],
    ],
    [
      'next',
      [
        `(?:go to |skip to |jump to |read )?(?:the )?next(?: ${unit})?`,
        `skip(?: it| this| that| ahead| forward)?(?: ${unit})?`,
        '(?:go |skip )?forward',
        'move on',
      ],
    ],
    [
      'previous',
      [
        '(?:go )?back(?: (?:a|one) (?:sentence|line))?',
        `(?:go (?:back )?to |back to |read )?(?:the )?(?:previous|last)(?: ${unit})`,
        'previous',
        'back up',
        'rewind',
        'one back',
      ],
    ],
    [
      'repeat',
      [
        'again',
        'repeat(?: that| it| this| yourself)?(?: again)?',
        'repeat (?:the|that|this) (?:last )?(?:sentence|part|bit|one)',
        '(?:say|read|play)(?: that| it| this)? (?:again|once more|one more time)',
        'once more',
        'one more time',
        'come again',
        '(?:i beg your )?pardon(?: me)?',
        'sorry what',
        'what was that',
        'what did you (?:just )?say',
        'i (?:didnt|did not|couldnt) (?:catch|hear|get)(?: that| it| you| what you said)?',
      ],
    ],
    [
      'slower',
      [
        `${say}${lots}(?:slower|more slowly|slowly)`,
        'slow(?: it)? down(?: a bit| a little)?',
        '(?:(?:youre|you are|its|thats|that is) )?(?:going |talking |speaking |reading )?(?:way )?too fast',
        'not so fast',
      ],
    ],
    [
      'faster',
      [
        `${say}${lots}(?:faster|quicker|more quickly)`,
        'speed(?: it)? up(?: a bit| a little)?',
        '(?:(?:youre|you are|its|thats|that is) )?(?:going |talking |speaking |reading )?(?:way )?too slow',
        'hurry up',
      ],
    ],
    [
      'louder',
      [
        `${say}${lots}louder`,
        'speak up',
        '(?:turn (?:it|the volume) |volume )up',
        'turn up the volume',
        'too quiet',
        'i (?:cant|cannot) hear you',
      ],
    ],
    [
      'softer',
      [
        `${say}${lots}(?:quieter|softer|more quietly)`,
        '(?:turn (?:it|the volume) |volume )down',
        'turn down the volume',
        '(?:(?:youre|its|thats) )?too loud',
        'lower your voice',
      ],
    ],
    [
      'openSource',
      [
        `(?:open|show|click|visit|go to)(?: up)?(?: me)? ${source}`,
        `(?:open|click|visit|go to)(?: up)? (?:the )?(?:N(?: (?:one|link|result|page|site|website))?|link(?: number)? N)`,
      ],
    ],
    [
      'readSource',
      [
        `(?:read|play|hear|tell|give)(?: me)?(?: out)? ${source}`,
        `read(?: me)?(?: out)? the N one`,
        `what (?:does|did|do|is|was) ${source} say(?:ing)?(?: about (?:it|that|this))?`,
        `(?:whats|what is) in ${source}`,
        `(?:the )?(?:${kind}(?: number)? N|N ${kind})`,
      ],
    ],
    [
      'where',
      [
        '(?:where is|wheres|where was) (?:that|this|it) from',
        'where (?:does|did) (?:that|this|it) come from',
        'where did you (?:get|find|read|see) (?:that|this|it)',
        'who (?:says|said)(?: so| that| this| it)?',
        'who told you(?: so| that| this)?',
        'says who',
        'according to (?:who|whom)',
        '(?:whats|what is|what are|name|cite) (?:the|your) sources?(?: (?:for|of) (?:that|this))?',
        'which source(?: is (?:that|this|it)(?: from)?| says (?:so|that|this))?',
        'source',
        'cite that',
      ],
    ],
    [
      'shorter',
      [
        '(?:make it |keep it |a bit |a little )?(?:shorter|simpler|briefer|short|brief)',
        '(?:say it |answer |put it |tell me )?in (?:one|a) (?:sentence|word|line)',
        'in (?:short|brief)',
        'be brief',
        'briefly',
        '(?:summarize|summarise|simplify|shorten)(?: it| that| this| the answer)?',
        'sum (?:it|that) up',
        'too long',
        '(?:give me )?(?:the )?short(?:er)? (?:version|answer)',
        'get to the point',
      ],
    ],
    [
      'expandPoint',
      [
        '(?:expand|explain|elaborate|tell me more)(?: on| about)? (?:the )?(?:points? (?:number )?N|N point)(?: more| further| in (?:more )?detail)?',
        'more (?:on|about) (?:the )?(?:point N|N point)',
      ],
    ],
    [
      'more',
      [
        '(?:tell me |say |give me |explain )?more(?: details?)?',
        '(?:explain |say it )?in (?:more )?detail',
        'elaborate(?: on (?:that|this|it))?',
        'go (?:deeper|into (?:more )?detail)',
        'longer',
        'expand(?: on)?(?: that| this| it)?',
      ],
    ],
    [
      'newQuestion',
      [
        '(?:a )?(?:new|another|different|next) (?:question|topic)',
        'i have (?:a new|another|a different) question',
        'start (?:over|again)',
        'ask something else',
        'let me ask something else',
        'change the (?:topic|subject)',
      ],
    ],
    ['copy', ['copy(?: (?:that|it|this|(?:the|this|that) (?:answer|text)|answer))?']],
    [
      'show',
      [
        'show(?: me)?(?: (?:it|that|everything|(?:the )?(?:full |whole )?(?:answer|text)))?',
        '(?:the )?full (?:text|answer)',
      ],
    ],
  ],
  numbers,
);

/** Courtesies and hesitations around a command. */
export const englishBefore =
  /^(?:um+|uh+|er+|erm|hmm+|oh|ok|okay|hey|hi|so|well|alright|all right|yeah|yes|no|now|then|and|just|please|pls|kindly|pangda|wait|sorry|lets|(?:can|could|would|will) you|can we|could i|can i|i want(?: you)? to|id like(?: you)? to|i would like(?: you)? to|go ahead and)(?: |$)/;
export const englishAfter =
  /(?:^| )(?:please|pls|now|right now|thanks|thank you|thank you very much|for me|ok|okay|a bit|a little|a little bit|will you|would you|could you|can you|then|pangda|for a (?:second|moment|minute)|if you can|alright|man|buddy|uh|um)$/;
