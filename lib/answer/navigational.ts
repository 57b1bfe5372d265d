/**
 * Whether a search wants to get somewhere rather than to know something: an address, the name of a site or a brand, or one
 * of them with "login", "官网" and the like. Nothing is spent on those without being asked.
 */
export function isNavigational(query: string): boolean {
  const words = query.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
  if (words === '') return true;
  // Compiling the pattern takes longer than all the rest.
  if (/[.:]/.test(words) && address.test(words)) return true;
  const bare = words.replace(destination, '').trim();
  // "官网" alone, or a short name before it: 小米官网, 国家图书馆 官网, chase bank login.
  if (bare !== words) return bare.length <= 24 && !asks.test(bare);
  return isPlace(compact(words));
}

/** A URL or a host name. */
const address =
  /^(?:https?:\/\/|www\.)\S+$|^(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+(?:com|cn|net|org|edu|gov|io|ai|app|dev|tv|me|co|cc|top|info|us|uk|jp|hk|tw|de|fr|ru|eu)(?::\d+)?(?:\/\S*)?$/u;

/** What is said of a destination, after its name. */
const destination =
  /(?:[\s的]*(?:官方网站|官方网址|官方入口|官方主页|官网|网址|网站首页|首页|主页|网页版|登录入口|登陆入口|登录页面|登录|登陆|登入|注册入口|入口|官网入口|官網|首頁|登入頁面))+$|(?:\s+(?:official (?:web)?site|official|home ?page|web ?site|log ?in|sign ?in|sign ?up|login page|portal|web|dashboard))+$/u;

/** Signs of a question, before such a word: "怎么登录", "how to login". */
const asks = /怎么|如何|为什么|什么|哪|谁|吗|^(?:how|why|what|where|when|who|which|can|does|is|are)\b/;

const compact = (words: string): string => words.replace(/[\s·.\-_'’&+]/g, '');

const isPlace = (name: string): boolean => {
  known ??= new Set(places.split(/\s+/));
  return known.has(name);
};
let known: Set<string> | undefined;

/** Names of sites, services and brands that are destinations by themselves, without blanks and in lower case. */
const places = `百度 谷歌 必应 搜狗 360搜索 淘宝 淘宝网 天猫 京东 京东商城 拼多多 唯品会 苏宁 苏宁易购 闲鱼 咸鱼 阿里巴巴 1688 当当 当当网 得物 考拉海购
  微博 新浪微博 新浪 微信 微信读书 公众号 微信公众平台 企业微信 qq qq空间 qq音乐 qq邮箱 163邮箱 126邮箱 网易邮箱 新浪邮箱 腾讯 腾讯视频 腾讯文档 腾讯会议 腾讯网 腾讯新闻
  知乎 豆瓣 豆瓣电影 贴吧 百度贴吧 百度网盘 百度地图 百度文库 百度翻译 百度百科 哔哩哔哩 b站 bilibili 抖音 快手 小红书 西瓜视频 今日头条 头条 虎扑 天涯
  优酷 爱奇艺 芒果tv 央视网 央视频 cctv 斗鱼 虎牙 网易 网易云 网易云音乐 酷狗 酷狗音乐 酷我音乐 喜马拉雅 起点 起点中文网 晋江 晋江文学城 番茄小说
  支付宝 蚂蚁财富 财付通 招商银行 工商银行 建设银行 农业银行 中国银行 交通银行 邮政储蓄银行 东方财富 东方财富网 同花顺 雪球 天天基金 天天基金网
  12306 铁路12306 携程 携程网 去哪儿 去哪儿网 飞猪 美团 大众点评 饿了么 滴滴 滴滴出行 高德 高德地图 顺丰 顺丰速运 菜鸟 菜鸟裹裹 58同城 58 赶集网 安居客 贝壳 贝壳找房 链家
  boss直聘 智联招聘 前程无忧 51job 猎聘 拉勾 拉勾网 学信网 中国知网 知网 cnki 万方 学习强国 国家医保服务平台 个人所得税 交管12123 12123 中国政府网 人民网 新华网 光明网 凤凰网 搜狐 环球网 澎湃新闻
  csdn 掘金 博客园 gitee 码云 v2ex 牛客 牛客网 力扣 leetcode 菜鸟教程 w3school 阿里云 腾讯云 华为云 飞书 钉钉 石墨文档 语雀 wps 金山文档 有道 有道翻译 deepseek 豆包 文心一言 通义千问 kimi 智谱清言 元宝
  小米 华为 苹果 oppo vivo 荣耀 联想 特斯拉 比亚迪 蔚来 理想汽车 小鹏 英雄联盟 原神 王者荣耀 steam epic taptap 4399 迅雷 夸克 uc uc浏览器
  google googlemaps gmail googledrive googledocs googletranslate googlescholar googlecalendar googlephotos youtube youtubemusic facebook fb instagram whatsapp whatsappweb twitter x tiktok reddit linkedin pinterest snapchat tumblr quora medium
  amazon ebay etsy walmart target bestbuy costco ikea aliexpress temu shein alibaba netflix hulu disneyplus hbomax primevideo spotify soundcloud twitch discord slack zoom teams microsoftteams skype telegram signal
  microsoft office office365 outlook hotmail yahoo yahoomail bing duckduckgo wikipedia wiki imdb craigslist paypal venmo chase bankofamerica wellsfargo citibank amex stripe
  github gitlab stackoverflow npm pypi docker dockerhub notion figma canva dropbox onedrive icloud apple nvidia adobe openai chatgpt claude gemini copilot perplexity huggingface
  airbnb booking bookingcom expedia tripadvisor uber lyft doordash ups fedex usps dhl indeed glassdoor zillow cnn bbc nytimes espn weatherchannel duolingo coursera udemy khanacademy roblox minecraft fortnite zhihu baidu taobao jd weibo xiaohongshu douyin`;
