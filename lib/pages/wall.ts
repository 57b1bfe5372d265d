import type { ReaderText } from './reader-text.ts';

/** Below it a page has said nothing; Han characters say as much as two others. */
const fewest = 80;
/** A page that asks for something first is short. */
const shortest = 800;

/** Words of pages that stand before the one that was asked for. */
const wall = new RegExp(
  [
    '安全验证|人机验证|滑动验证|验证码|完成验证|访问过于频繁|请求过于频繁|环境异常|异常流量|请(?:先)?登录|登录后(?:查看|继续|可见)|扫码登录',
    'enable javascript|javascript is (?:disabled|required)|checking (?:your browser|if the site connection)|just a moment',
    'verify (?:that )?you are (?:a )?human|are you a robot|not a robot|unusual traffic|captcha|access denied|attention required',
    '(?:log|sign) ?in to (?:continue|view|read|see)|you must (?:log|sign) ?in|please (?:log|sign) ?in',
    '启用 ?javascript|开启 ?javascript|浏览器不支持 ?javascript|需要 ?javascript',
  ].join('|'),
  'i',
);

/** Whether this is no text of the page: made by a script that did not run, behind a login, a captcha, a refusal. */
export function saysNothing({ title, text }: ReaderText): boolean {
  const said = text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0);
  return said < fewest || (said < shortest && wall.test(`${title}\n${text}`));
}
