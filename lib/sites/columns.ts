/** Right columns that the panel stands in, known by address alone: the first rule must be there before the document is. */
export const columns: readonly { owns: (url: URL) => boolean; selector: string }[] = [
  { owns: ({ hostname }) => /^www\.google\./.test(hostname), selector: '#rhs' }, // 2016 to 2026
  { owns: ({ hostname }) => hostname === 'www.baidu.com', selector: '#content_right' }, // 2016 to 2026
  {
    owns: ({ hostname, pathname }) => hostname === 'www.zhihu.com' && pathname.startsWith('/question/'),
    selector: '.Question-sideColumn', // 2017 to 2026; not in the server's HTML, comes with hydration
  },
  {
    owns: ({ hostname, pathname }) => hostname === 'www.zhihu.com' && pathname === '/search',
    selector: '.SearchMain + div', // 2023-08
  },
  { owns: ({ hostname }) => hostname === 'zhuanlan.zhihu.com', selector: '.Post-Row-Content-right' }, // 2025-10
];
