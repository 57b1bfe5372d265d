import type { Outcome } from '../../../lib/voice/tutor/session.ts';

/** What the student does, and what a model says to it. `/hint`, `/lost`, `/goOn` and `/end` are buttons. */
export interface Lesson {
  goal: string;
  script: [student: string, tutor: string][];
  outcomes: Outcome[];
  /** Sources cited while teaching. */
  cited: number[];
}

const endZh = '**学会了**：会了一些。[1]\n**还没掌握**：没有。\n**复习题**：\n1. 第一题？\n2. 第二题？\n3. 第三题？';
const endEn = '**Learned**: a few things. [1]\n**Not yet**: nothing.\n**Review**:\n1. First?\n2. Second?\n3. Third?';

/** Twenty lessons, with tutors that keep the rules and tutors that do not. The page has four sources. */
export const lessons: Record<string, Lesson> = {
  'all right, without help': {
    goal: '光合作用是怎么回事',
    script: [
      ['光合作用是怎么回事', '今天弄懂植物怎么造糖。据百科，植物用光能把水和二氧化碳变成糖。[1] 光从哪里来？'],
      ['太阳', '对。光来自太阳。叶绿素吸收它。[2] 叶子为什么是绿的？'],
      ['因为叶绿素反射绿光', '对。绿光被反射。剩下的是什么气体？'],
      ['/end', endZh],
    ],
    outcomes: ['right', 'right'],
    cited: [1, 2],
  },
  'the whole ladder down to the answer': {
    goal: '月食为什么会发生',
    script: [
      ['月食为什么会发生', '先看三个天体的位置。[1] 月食时谁在中间？'],
      ['月亮', '还不对。想想影子落在谁身上。谁在中间？'],
      ['太阳', '还不对。中间的那个会挡住太阳光，不是发光的那个。谁在中间？'],
      ['不知道', '打个比方：你站在灯和墙之间，墙上是你的影子。那么月食时谁在中间？'],
      ['火星', '还不对。在中间的是地球，它的影子落在月亮上。[3] 那么日食时谁在中间？'],
      ['月亮', '对。日食时月亮在中间。[3] 下一步看时间。月食多在农历几号？'],
      ['/end', endZh],
    ],
    outcomes: ['told', 'right'],
    cited: [1, 3],
  },
  'a hint is enough': {
    goal: 'why is the sky blue',
    script: [
      [
        'why is the sky blue',
        'We will see why short waves win. According to Wikipedia, air scatters light. [1] Which colour has shorter waves, red or blue?',
      ],
      ['/hint', 'Think of the order of the rainbow. Which end has the short waves?'],
      ['blue', 'Right. Blue is scattered more. [2] Why is the sky red at sunset?'],
      ['/end', endEn],
    ],
    outcomes: ['helped'],
    cited: [1, 2],
  },
  'one that talks past its question': {
    goal: '为什么会打雷',
    script: [
      ['为什么会打雷', '雷是空气受热膨胀的声音。[1] 什么东西加热了空气？答案是闪电，温度有三万度。[4] 记住了吗？'],
      ['闪电', '对。闪电加热空气。[1] 先看到还是先听到？先看到，因为光快。[2]'],
      ['/end', endZh],
    ],
    outcomes: ['right'],
    cited: [1, 4, 2],
  },
  'one that never asks': {
    goal: '二进制怎么数',
    script: [
      [
        '二进制怎么数',
        '二进制只有两个数字，0和1。[1] 数到1以后就要进位。所以二写成10。三写成11。四写成100。五写成101。',
      ],
      ['/goOn', ''],
      ['/goOn', '进位的规则每一位都一样。[1] 六写成什么？'],
      ['110', '对。六是110。七呢？'],
      ['/end', endZh],
    ],
    outcomes: ['right'],
    cited: [1],
  },
  'lost three times': {
    goal: 'what is inflation',
    script: [
      [
        'what is inflation',
        'Prices rise over time; that is inflation. [1] If bread cost 1 euro and costs 2 now, what happened to the price?',
      ],
      ['I don’t get it', 'Slowly. Bread was cheap. Now it is dear. Did the price go up or down?'],
      ['huh', 'Not yet. It went to a bigger number. Up or down?'],
      ["I don't understand", 'Milk was 1 and is 3: the price of milk went up. And that of bread?'],
      ['/lost', 'It went up: from 1 to 2, it doubled. That is inflation. [2] What does it do to your savings?'],
      ['they lose value', 'Right. They buy less. [2] Who fights it?'],
      ['/end', endEn],
    ],
    outcomes: ['told', 'right'],
    cited: [1, 2],
  },
  'partly right, then right': {
    goal: '水的三态',
    script: [
      ['水的三态', '水可以是固体、液体或气体。[1] 冰变成水叫什么，要吸热还是放热？'],
      ['熔化', '对了一部分。名字对了，还差一半。要吸热还是放热？'],
      ['吸热', '对。熔化要吸热。[1] 水变成冰呢？'],
      ['/end', endZh],
    ],
    outcomes: ['helped'],
    cited: [1],
  },
  'a student who asks back': {
    goal: '利息怎么算',
    script: [
      ['利息怎么算', '利息是本金乘利率。[1] 一百元，年利率百分之三，一年多少利息？'],
      ['本金是什么', '本金就是你存进去的钱。[2] 那么一年多少利息？'],
      ['3元', '对。三元。两年单利呢？'],
      ['/end', endZh],
    ],
    outcomes: ['right'],
    cited: [1, 2],
  },
  'a student who goes on without answering': {
    goal: 'how do vaccines work',
    script: [
      ['how do vaccines work', 'Vaccines show the body a harmless part of a germ. [1] What does the body make then?'],
      ['go on', 'Next: memory cells. They remember the germ. [3] What happens at the second meeting?'],
      ['/goOn', 'Then boosters. They refresh the memory. [3] Why are they needed?'],
      ['memory fades', 'Right. It fades with time. [3] Which one did you get last?'],
      ['/end', endEn],
    ],
    outcomes: ['left', 'left', 'right'],
    cited: [1, 3],
  },
  'sources that disagree': {
    goal: '咖啡对心脏好不好',
    script: [
      ['咖啡对心脏好不好', '我不确定，资料说法不一：据百科适量无害，[1] 据知乎有人心悸。[2] 你每天喝几杯？'],
      ['三杯', '对了一部分。先看“适量”是多少。[1] 资料说每天最多几杯？'],
      ['四杯', '对。资料写四杯。[1] 心悸时该怎么办？'],
      ['/end', endZh],
    ],
    outcomes: ['helped'],
    cited: [1, 2],
  },
  'numbers that do not exist': {
    goal: '地震怎么定级',
    script: [
      ['地震怎么定级', '震级说的是能量。[9] 每差一级能量差多少倍？'],
      ['三十二倍', '对。约三十二倍。[2][17] 烈度又是什么？'],
      ['/end', `${endZh}\n来源见[3][4]。`],
    ],
    outcomes: ['right'],
    cited: [2],
  },
  'an end that cites what was never taught': {
    goal: 'who built the pyramids',
    script: [
      ['who built the pyramids', 'Paid workers did, says one source. [2] Were they slaves?'],
      ['no', 'Right. They were paid in bread. [2] How long did it take?'],
      [
        '/end',
        '**Learned**: workers, not slaves. [2] It took 20 years. [3][4]\n**Not yet**: nothing.\n**Review**:\n1. Who? [3]',
      ],
    ],
    outcomes: ['right'],
    cited: [2],
  },
  'ended at once': {
    goal: '什么是熵',
    script: [
      ['什么是熵', '熵说的是乱的程度。[1] 房间会自己变整齐吗？'],
      ['下课', endZh],
    ],
    outcomes: [],
    cited: [1],
  },
  'a tutor that does not judge': {
    goal: '三角形内角和',
    script: [
      ['三角形内角和', '三个角加起来总是一样。[1] 加起来是多少度？'],
      ['180度', '很好的想法！我们来验证。折一折纸看看。加起来是多少度？'],
      ['180', '对。是一百八十度。[1] 四边形呢？'],
      ['/end', endZh],
    ],
    outcomes: ['right'],
    cited: [1],
  },
  'a question in brackets and quotes': {
    goal: '苏格拉底的方法',
    script: [
      ['苏格拉底的方法', '他总是反问：“你怎么知道？”[1] 然后让对方自己发现矛盾。他为什么这样做？'],
      ['让人自己想', '对。他让人自己想。[1] 这叫什么术？'],
      ['/end', endZh],
    ],
    outcomes: ['right'],
    cited: [1],
  },
  'an address with a question mark': {
    goal: 'how does search work',
    script: [
      [
        'how does search work',
        'A search has an address like https://example.org/s?q=cat and words in it. [1] The engine looks them up in an index. [2] Where do the words stand?',
      ],
      ['after q=', 'Right. After the equals sign. [1] What is an index?'],
      ['/end', endEn],
    ],
    outcomes: ['right'],
    cited: [1, 2],
  },
  'markdown in it': {
    goal: '怎么读折线图',
    script: [
      ['怎么读折线图', '**横轴**是时间，*纵轴*是数量。[1]\n\n线往上走就是变多。\n\n**线往下走呢？** [2]'],
      ['变少', '对。变少。[1]\n\n- 平的呢？'],
      ['/end', endZh],
    ],
    outcomes: ['right'],
    cited: [1, 2],
  },
  'mixed languages': {
    goal: 'Python 的 list 和 tuple 有什么区别',
    script: [
      ['Python 的 list 和 tuple 有什么区别', 'list 可以改，tuple 不能改。[1] 想要 append，该用哪个？'],
      ['tuple', '还不对。想想哪个能改。append 会改变它，该用哪个？'],
      ['list', '对。用 list。[1] tuple 能做字典的 key 吗？'],
      ['能', '对。tuple 可以。[3] 为什么 list 不行？'],
      ['/end', endZh],
    ],
    outcomes: ['helped', 'right'],
    cited: [1, 3],
  },
  'long answers of the student': {
    goal: 'why do leaves fall',
    script: [
      ['why do leaves fall', 'Trees drop leaves to save water in winter. [1] Why would leaves cost water then?'],
      [
        `because ${'they breathe out water all the time and '.repeat(20)}the ground is frozen`,
        'Right. The roots cannot drink. [1] What do evergreens do?',
      ],
      ['they have needles', 'Right. Needles lose little water. [4] What about tropical trees?'],
      ['/end', endEn],
    ],
    outcomes: ['right', 'right'],
    cited: [1, 4],
  },
  'hints to the end, by the button': {
    goal: '为什么有闰年',
    script: [
      ['为什么有闰年', '一年不是整数天。[1] 一年大约多少天？'],
      ['/hint', '比三百六十五多一点。多多少？'],
      ['/hint', '多大约四分之一天。一年大约多少天？'],
      ['/hint', '好比每次找零都少两毛五，四次就少一元。那么一年大约多少天？'],
      ['/hint', '答案是365.2422天，所以四年多出一天。[1] 那么哪些年是闰年？'],
      ['能被4整除', '对了一部分。还有例外。整百年呢？'],
      ['要被400整除', '对。整百年要被400整除。[2] 2100年是闰年吗？'],
      ['/end', endZh],
    ],
    outcomes: ['told', 'helped'],
    cited: [1, 2],
  },
};
