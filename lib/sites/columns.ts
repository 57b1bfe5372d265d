/** A right column that the panel stands in. */
export interface Column {
  owns: (url: URL) => boolean;
  selector: string;
  /** CSS px from the window's top to the column's content, while the page is not scrolled: the site's own head. */
  headPx: number;
}

/** Known by address alone: the rule that keeps their place must be there before the document is. */
export const columns: readonly Column[] = [
  { owns: ({ hostname }) => /^www\.google\./.test(hostname), selector: '#rhs', headPx: 188 }, // 2016 to 2026
  { owns: ({ hostname }) => hostname === 'www.baidu.com', selector: '#content_right', headPx: 138 }, // 2016 to 2026
  {
    owns: ({ hostname, pathname }) => hostname === 'www.zhihu.com' && pathname.startsWith('/question/'),
    selector: '.Question-sideColumn', // 2017 to 2026; not in the server's HTML, comes with hydration
    headPx: 265, // with a title of two lines; those of one: 232 to 245
  },
  {
    owns: ({ hostname, pathname }) => hostname === 'www.zhihu.com' && pathname === '/search',
    selector: '.SearchMain + div', // 2023-08
    headPx: 114,
  },
  { owns: ({ hostname }) => hostname === 'zhuanlan.zhihu.com', selector: '.Post-Row-Content-right', headPx: 114 }, // 2025-10
];
