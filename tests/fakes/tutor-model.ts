import { pieces, type Scene, say } from './chat-replies.ts';

/** What a tutor says at its n-th turn, whatever the student does: two steps, each with a hint or two, and an end. */
const turns = [
  '今天弄懂中秋放假。据中国政府网，中秋节放假三天。[1] 从几号放到几号？它从25日开始。',
  '想想“前后连着周末”。从几号放到几号？',
  '还不对。第一天是9月25日。[1] 最后一天是几号？',
  '对。放到27日。[1] 哪几天要补班？',
];
const end =
  '**学会了**：中秋节放假三天，从25日到27日。[1]\n**还没掌握**：补班。[3]\n**复习题**：\n1. 放几天假？\n2. 从几号开始？\n3. 哪几天补班？';

/** Plays the tutor of the tests. The first question to it is the page's own, before any lesson. */
export const tutorReply = (scene: Scene): Promise<void> => {
  const isEnd = /学生要结束了|wants to end/.test(scene.question);
  return say(scene, pieces(isEnd ? end : (turns[scene.before - 1] ?? '先看结果。')), 3);
};
