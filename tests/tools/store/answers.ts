/**
 * What the scripted model says in pictures and films, about the invented pages of tests/fixtures. Some of it is wrong on
 * purpose, and cites what does not say so: the marks are the extension's own, worked out as always.
 */
export const answers = {
  google: `Mount Kilimanjaro is the highest mountain in Africa, at **5,895 m (19,341 ft)** above sea level [1]. It rises about 4,900 metres above the plains around it [2].

- A satellite survey in 2008 put the summit a little lower, at 5,829 metres [2].
- Kibo is the highest of its cones at 5,895 m, Mawenzi is 5,149 m [6].
- Of the Seven Summits it is the fourth highest [9].`,
  googleFollowUp: `Most routes take between **five and nine days** [7]. Guides advise at least seven, because the body needs time to get used to the thin air [7].`,
  baidu: `2026年的中秋节是**9月25日，星期五** [2]。9月25日至27日放假，共3天 [1]。

- 今年中秋节与国庆节不相连，中间隔了三天 [4]。
- 中秋假期高速公路免费通行 [4]。
- 中秋节当天加班，应付不低于300%的工资 [6]。`,
  baiduFollowUp: `车票提前**15天**开售，9月25日的车票从9月11日起开售 [9]。短途客流集中在9月25日上午和27日下午 [9]。`,
  zhihu: `## 问的是什么

冬天续航为什么打折，以及怎样少掉一些。

## 各个回答的立场

- **电池和暖风各占一半**：低温下电解液变稠，锂离子走得慢 [1]。PTC 加热每小时用 2 到 5 度电 [1]。
- **先慢下来**：时速从 120 降到 100，冬天能多跑六十公里左右 [2]。
- **别靠不开空调省电**：玻璃起雾，是拿安全换里程 [3]。
- **胎压也要管**：气温每降 10 度，胎压大约降 0.1 bar [4]。

## 有争议的

预热最有用 [1]，可是没有家充桩的人做不到 [2]。`,
} as const;
