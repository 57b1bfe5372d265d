import { expect, test } from 'vitest';
import { isNavigational } from '../../../lib/answer/navigational.ts';

const lines = (text: string): string[] => text.trim().split(/\s*\n\s*|\s*\|\s*/);

/** Wants to get somewhere. */
const navigational = lines(`
百度 | 淘宝 | 淘宝网 | 京东 | 京东商城 | 天猫 | 拼多多 | 微博 | 新浪微博 | 知乎 | 豆瓣 | B站 | 哔哩哔哩 | 抖音 | 小红书 | 快手
微信公众平台 | QQ邮箱 | 163邮箱 | qq空间 | 网易云音乐 | 爱奇艺 | 优酷 | 腾讯视频 | 芒果TV | 12306 | 铁路12306 | 携程 | 去哪儿 | 美团 | 饿了么
支付宝 | 招商银行 | 工商银行 | 学信网 | 中国知网 | BOSS直聘 | 智联招聘 | 58同城 | 百度网盘 | 百度地图 | 高德地图 | csdn | 掘金 | Gitee | 力扣 | 菜鸟教程
DeepSeek | 豆包 | 通义千问 | 小米 | 华为 | 小米官网 | 华为官网 | 苹果官方网站 | 学信网登录 | 国家图书馆官网 | 支付宝登录入口 | 微信网页版 | 12306官网登录 | 清华大学官网
中国移动 官网 | 网易邮箱登陆 | 微博首页 | 交管12123官网 | 个人所得税 | 王者荣耀官网 | 原神 | Steam
google | gmail | youtube | facebook | YouTube Music | twitter | x | reddit | linkedin | whatsapp web | amazon | ebay | netflix | spotify | github | gitlab
stack overflow | stackoverflow | wikipedia | chatgpt | ChatGPT login | gmail login | facebook sign in | chase bank login | paypal log in | netflix sign up | outlook web | office 365
apple official website | harvard university official site | openai | notion | figma | canva | discord | zoom | google maps | google drive | google translate | bbc | cnn | roblox
https://www.zhihu.com/question/1 | http://example.com | www.taobao.com | 雪球 | 东方财富网 | 喜马拉雅 | 起点中文网 | 虎扑 | 顺丰速运 | 大众点评 | 建设银行官网 | 教务系统登录 | 国家税务总局官网 | baidu.com | github.com/oven-sh/bun | openai.com | example.co.uk | bilibili.com/video/BV1 | localhost.dev:3000 | 中国.cn
`);

/** Wants to know something. */
const informational = lines(`
乞力马扎罗山多高 | 中秋节放假几天 | 淘宝怎么退货 | 微信怎么登录两个账号 | 如何注册支付宝 | 百度网盘怎么提速 | 12306 几点放票 | 小米和华为哪个好 | 北京天气 | 感冒吃什么药
react useEffect cleanup | python 列表去重 | 为什么天是蓝的 | 中秋节的由来 | 红楼梦 作者 | 李白 | 光合作用 | 量子力学 入门 | 上海房价 2026 | 怎么登录
github actions cache | how to login to router | what is github | youtube algorithm explained | facebook stock price | amazon rainforest | apple pie recipe | who founded netflix | google search operators | is chatgpt free
best laptops 2026 | weather in london | population of india | capital of france | python list comprehension | typescript satisfies operator | how high is kilimanjaro | node 24 release date | css anchor positioning | bun vs node
特斯拉 降价 | 华为 鸿蒙 代码行数 | 苹果树什么时候剪枝 | 荣耀的反义词 | 理想汽车 l9 油耗 | 原神 5.0 更新内容 | 知乎 盐选 多少钱 | 京东 白条 利率 | 抖音 算法 原理 | 携程 退票 手续费
1.5 版本 更新 | 3.14 | vue3.js 教程 | e.g. meaning | asp.net core middleware | node.js 事件循环 | U.S. population | 圆周率 | 高铁 商务座 价格 | 胖东来 为什么火
怎么下载微信 | 淘宝和拼多多哪个便宜 | 高考志愿怎么填 | iphone 17 价格 | 房贷利率 2026 | how do i sign up for gmail | 知网 查重 原理 | 医保 报销 比例 | the website builder market | login security best practices | portal 2 walkthrough ending | dashboard design principles | official languages of switzerland | home page seo | 登录 鉴权 方案 | 入口 税 计算 | 首页 设计 规范 | 官网 建设 成本
`);

test('the table is long enough to mean something', () => {
  expect(navigational.length + informational.length).toBeGreaterThanOrEqual(200);
});

test.each(navigational)('%s is a destination', (query) => expect(isNavigational(query)).toBe(true));
test.each(informational)('%s is a question about something', (query) => expect(isNavigational(query)).toBe(false));
