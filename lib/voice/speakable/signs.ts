import { withPower } from './tex.ts';
import type { SpokenLanguage } from './utterance.ts';

/** Signs between words: comparisons, arrows, arithmetic, Greek, brackets. What has no sound goes. */
export function spokenSigns(text: string, lang: SpokenLanguage): string {
  const zh = lang === 'zh';
  let said = zh ? text.replace(/(?<![A-Za-z])vs\.?\s?(?![A-Za-z])/gi, '对') : abbreviations(text);
  said = powers(said, lang);
  for (const [pattern, chinese, english] of rules) said = said.replace(pattern, zh ? chinese : english);
  return said;
}

function abbreviations(text: string): string {
  return text
    .replace(/\be\.g\.,?/gi, 'for example,')
    .replace(/\bi\.e\.,?/gi, 'that is,')
    .replace(/\bvs\.(?=\s)/gi, 'versus')
    .replace(/\bapprox\.(?=\s)/gi, 'approximately')
    .replace(/(^|\s)w\/o?(?=\s)/g, (found) =>
      found.endsWith('o') ? `${found.slice(0, -3)}without` : `${found.slice(0, -2)}with`,
    );
}

const raisedDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function powers(text: string, lang: SpokenLanguage): string {
  return text
    .replace(
      /[⁻⁰¹²³⁴-⁹]+/g,
      (run) => `^${Array.from(run, (letter) => (letter === '⁻' ? '-' : raisedDigits.indexOf(letter))).join('')}`,
    )
    .replace(/[₀-₉]/g, (letter) => String(letter.charCodeAt(0) - 0x2080))
    .replace(
      /([A-Za-z0-9)）\u4e00-\u9fff])\^(?:\{([-−]?\w{1,4})\}|([-−]?\w{1,4}))/g,
      (_, base: string, braced?: string, bare?: string) => {
        const power = (braced ?? bare ?? '').replace(/^[-−]/, lang === 'zh' ? '负' : 'minus ');
        return withPower([base], power, lang)
          .join(lang === 'zh' ? '' : ' ')
          .replaceAll(' ', lang === 'zh' ? '' : ' ');
      },
    );
}

/** Pattern, Chinese, English: in this order. */
const rules: [RegExp, string, string][] = [
  [/\s?(?:≥|⩾|≧|>=)\s?/g, '大于等于', ' at least '],
  [/\s?(?:≤|⩽|≦|<=(?!=))\s?/g, '小于等于', ' at most '],
  [/\s?(?:≠|!=|≢)\s?/g, '不等于', ' is not equal to '],
  [/(约|大约|about|around|roughly|approximately)\s?[~～≈∼]\s?/gi, '$1', '$1 '],
  [/(^|[\s(（，：、])[≈≅≃]\s?(?=\d)/g, '$1约', '$1about '],
  [/\s?[≈≅≃]\s?(?=\S)/g, '约等于', ' about '],
  [/(^|[\s(（，：、。])[~～∼]\s?(?=[\d$])/g, '$1约', '$1about '],
  [/(?<=[\u4e00-\u9fff])[~～∼](?=\d)/g, '约', ' about '],
  [/\s?(?:<->|<=>|↔|⇔|⟷)\s?/g, '和', ' and '],
  [/\s?(?:-{1,2}>|={1,2}>|→|⇒|➡|➜|➔|⟶|⟹|›|»)\s?(?=\S)/g, '到', ' to '],
  [/\s?(?:<-{1,2}|←|⇐)\s?(?=\S)/g, '，', ', '],
  [/(?<=[\d%])\s?↑/g, '上升', ' up'],
  [/(?<=[\d%])\s?↓/g, '下降', ' down'],
  [/\s?↑\s?(?=\d)/g, '上升', ' up '],
  [/\s?↓\s?(?=\d)/g, '下降', ' down '],
  [/\s?[>＞]\s?(?=[\d$¥约负])/g, '大于', ' greater than '],
  [/(?<=\d%?)\s?[>＞]\s?/g, '大于', ' greater than '],
  [/\s?[<＜]\s?(?=[\d$¥约负])/g, '小于', ' less than '],
  [/(?<=\d%?)\s?[<＜]\s?/g, '小于', ' less than '],
  [/(?<=\S)\s[>＞]\s(?=\S)|(?<=[\u4e00-\u9fff])[>＞](?=[\u4e00-\u9fff])/g, '，', ', '],
  [/\s?±\s?/g, '正负', ' plus or minus '],
  [/(?<=[\d)）%])\s?[×✕xX*]\s?(?=[\d(（])/g, '乘', ' times '],
  [/(?<=\S)\s?×\s?(?=\S)/g, '乘', ' times '],
  [/(?<=\d)×/g, '倍', ' times'],
  [/\s?÷\s?/g, '除以', ' divided by '],
  [/(?<=[\w\u4e00-\u9fff)）%])\s?[=＝]{1,3}\s?(?=[\w\u4e00-\u9fff(（¥$-])/g, '等于', ' equals '],
  [/(?<=\d[\d.]*%?)\s?−\s?(?=\d)/g, '减', ' minus '],
  [/(?<=\d) - (?=\d)/g, '减', ' minus '],
  [/(?<=[\w\u4e00-\u9fff)）])\s[+＋]\s(?=\S)/g, '加', ' plus '],
  [/(?<=[\u4e00-\u9fff）])[+＋](?=[\w\u4e00-\u9fff（])/g, '加', ' plus '],
  [/(?<=[\w)）])[+＋](?=[\u4e00-\u9fff（])(?<!\+\+|\d\+)/g, '加', ' plus '],
  [/(?<=[\dA-Za-z)])[+＋](?=\d)/g, '加', ' plus '],
  [/(?<=[A-Za-z])[+＋](?=[A-Za-z])/g, ' 加 ', ' plus '],
  [/(?<=\d[KMBTk]?)[+＋]/g, '以上', ' plus'],
  [/(^|[\s，：（(])[+＋](?=\d)/g, '$1正', '$1plus '],
  [/\s?&&\s?/g, '且', ' and '],
  [/\s?\|\|\s?/g, '或', ' or '],
  [/ & /g, '和', ' and '],
  [/(?<=[\u4e00-\u9fff]) ?& ?(?=[\u4e00-\u9fff])/g, '和', ' and '],
  [/(?<=\w)&(?=\w)/g, ' and ', ' and '],
  [/(?<=\w)@(?=\w)/g, ' at ', ' at '],
  [/√\s?(?=\w)/g, '根号', 'the square root of '],
  [/∠\s?/g, '角', 'angle '],
  [/[∑Σ]/g, '求和', 'the sum of'],
  [/∞/g, '无穷大', 'infinity'],
  [/(?<![\w])#(?=\d)/g, '第', 'number '],
  [/№\s?/g, '第', 'number '],
  [/§\s?/g, '第', 'section '],
  [/½/g, '二分之一', ' one half'],
  [/¼/g, '四分之一', ' one quarter'],
  [/¾/g, '四分之三', ' three quarters'],
  [/⅓/g, '三分之一', ' one third'],
  [/⅔/g, '三分之二', ' two thirds'],
  [/[α]/g, '阿尔法', 'alpha'],
  [/[β]/g, '贝塔', 'beta'],
  [/[γ]/g, '伽马', 'gamma'],
  [/[δΔ∆]/g, '德尔塔', 'delta'],
  [/[λ]/g, '拉姆达', 'lambda'],
  [/[μµ]/g, '缪', 'mu'],
  [/[π]/g, '派', 'pi'],
  [/[σΣ]/g, '西格马', 'sigma'],
  [/[θ]/g, '西塔', 'theta'],
  [/[ωΩ]/g, '欧米伽', 'omega'],
  // Marks that part words become a short stop.
  [/\s?(?:—{1,2}|―|──)\s?/g, '，', ', '],
  [/ (?:[–-]|--) /g, '，', ', '],
  [/(?<=[\u4e00-\u9fff”》）])\s?[–]\s?(?=[\u4e00-\u9fff“《（])/g, '，', ', '],
  [/\s?[|｜¦]\s?/g, '，', ', '],
  [/【\s?/g, '', ''],
  [/】\s?(?=[\w\u4e00-\u9fff])/g, '，', ', '],
  [/(?<=[\u4e00-\u9fff])\s?[·・•]\s?(?=[\u4e00-\u9fff])/g, ' ', ' '],
  [/[·・•](?=\d)/g, ' ', ' '],
  // What is left has no sound.
  [/(?<=[A-Za-z0-9])_+(?=[A-Za-z0-9])/g, ' ', ' '],
  [/(?<![CFJ])#/g, '', ''],
  [/[*_`]/g, '', ''],
  [/[\u2190-\u22ff]/g, ' ', ' '],
  [/\$(?!\d)/g, '', ''],
  [/[~～∼^<>＜＞\\|{}[\]［］【】=＝￥¥@&•·・→←↑↓■□▪▫●○◆◇№∴∵]/g, ' ', ' '],
  [/(?<![\w+])[+＋]+(?=\s|$|[\u4e00-\u9fff])/g, '', ''],
  [/(^|\s)[-–—−]+(?=\s|$|[，。,.])/g, '$1', '$1'],
  [/(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])/g, ' ', ' '],
];
