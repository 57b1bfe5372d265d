import { expect, test } from 'vitest';
import { amountAsked } from '../../../lib/grounding/quantities.ts';

/** At least one question for each way in which an amount is asked for. */
test.each([
  ...['从甲城到乙城要多久', '烤箱预热要多少分钟', '暑假有几个月', '这部影片时长', 'how many days is the fair'],
  ...['how much time is left', 'duration of the fair', 'how long does it take', 'how long is the long flight'],
  ...['青石塔多高', '青石湖多深', '青石山海拔', '青石桥全长是多少', '甲城到乙城距离', '甲城到乙城里程', '选手身高'],
  ...['青石桥宽度', 'how tall is it', 'how far is it', 'height of the tower', 'Elevation of Marlow', 'tower height'],
  ...['condor wingspan', 'distance between Marlow and Gull Island', 'width of the lane', 'depth of the lake'],
  ...[
    '青石桥多长',
    'how long is the bridge',
    '门票多少钱',
    '一斤几块钱',
    '苹果什么价',
    '青州房价',
    '青州票房',
    '学费大约多少',
  ],
  ...['青州营收', '青州净利润', '教师工资', '教师薪水', '青州门票价钱', '住院费用', 'how much money is it'],
  ...['how much does the ferry cost', 'how much is the ferry', 'price of tea', 'ferry cost', 'net worth of the mayor'],
  ...['rent in Marlow', 'college tuition', 'revenue of the shop', 'net income of the shop', 'budget for the film'],
  ...['市长多大年纪', '市长几岁', '市长年龄', 'how old is the mayor', 'age of the mayor'],
  ...['大灰鹅多重', '大灰鹅体重', 'how heavy is it', 'how much does it weigh', 'weight of a goose'],
  ...['湖水多少度', '湖水多冷', '青州气温', 'how cold is it', 'temperature in Marlow'],
  ...['税百分之几', '水占几成', '青州出生率', '男女比例', '水占比', 'percentage of water', 'what share is water'],
  ...['what proportion is water', '青州有多少人', '青州人口', '员工人数', 'population of Marlow', 'Marlow population'],
  ...['how many people live there', '青州面积', '校园占地多少', 'area of Marlow', '列车多快', '列车时速', '光的速度'],
  ...['how fast is it', 'speed of light', '队员年龄', 'length of the bridge', 'altitude of the lake', 'mayor salary'],
])('asks for an amount: %s', (question) => expect(amountAsked(question)).toBeDefined());

test.each([
  ...[
    '浏览器扩展流式渲染',
    '青石塔在哪',
    '为什么青石塔那么高',
    'who paid the price',
    'how to make tea',
    'tea recipes',
    '',
  ],
])('asks for none: %s', (question) => expect(amountAsked(question)).toBeUndefined());
