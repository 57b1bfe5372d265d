/** Words after which somebody goes on. */
const chinese =
  /(的|和|与|跟|或|或者|以及|还有|因为|所以|然后|而且|但是|但|可是|不过|如果|比如|例如|就是|那个|这个|关于|对于|把|被|在|从|向|给|嗯|呃|额)$/;
const english =
  /(?:^|\s)(and|or|but|because|so|then|if|when|while|that|which|who|the|a|an|to|of|for|with|from|in|on|at|by|about|like|than|as|is|are|was|my|your|um|uh|er|hmm)$/i;

/** Whether words end as only the middle of a sentence does. What a recogniser puts at the end is no sign: it guesses its stops. */
export function soundsUnfinished(text: string): boolean {
  const words = text.trim().replace(/[\s.,…，。、]+$/u, '');
  if (/[?!？！]$/.test(words)) return false;
  return chinese.test(words) || english.test(words);
}
