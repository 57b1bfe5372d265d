/** What the answers in these tests are held against. */
export const sources = [
  {
    number: 1,
    title: '临江大桥_百科',
    text: '临江大桥全长1313米，2009年11月2日建成通车，总投资约3.2亿元。大桥由李明远设计，日均车流量为48700辆。2021年大桥没有收费。',
  },
  {
    number: 2,
    title: 'Harbour Lighthouse',
    text: 'The Harbour Lighthouse was built in 1886 by the engineer Thomas Penrose. It is 42 metres tall and was restored in March 2004.',
  },
  { number: 3, title: '短', text: '太短了。' },
];
