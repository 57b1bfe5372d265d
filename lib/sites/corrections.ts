import { readLine } from './read-text.ts';

/** Where a comment's own words stand, newest first. Not seen in a saved page: from public descriptions. // 2020 to 2025 */
const commentClasses = ['CommentContent', 'CommentItemV2-content', 'CommentItem-content'];

/** Says that something is wrong, or what is right instead; not merely that one disagrees. */
const corrects =
  /纠正|更正|勘误|笔误|写错|说错|记错|算错|搞错|弄错|有误|错了|不准确|不属实|并非|不是.{1,30}(?:而是|，是)|应(?:该|当|为)?是|其实是|实际(?:上)?是|\b(?:correction|actually|incorrect|not accurate|wrong about|typo|should be)\b/i;

/** Comments of one answer that are kept, and characters of each. */
const mostComments = 3;
const longestComment = 160;
/** Comments looked at: some answers have thousands open. */
const mostLookedAt = 200;

/** Comments under an answer that correct something in it, as far as they are open on the page. */
export function correctionsIn(item: Element): string[] {
  const found: string[] = [];
  for (const name of commentClasses) {
    const comments = item.getElementsByClassName(name);
    for (let at = 0; at < Math.min(comments.length, mostLookedAt) && found.length < mostComments; at++) {
      const comment = comments[at];
      const text = comment ? readLine(comment) : '';
      if (text.length >= 6 && corrects.test(text)) found.push(text.slice(0, longestComment));
    }
    if (found.length > 0) break;
  }
  return found;
}
