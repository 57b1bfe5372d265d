import type { SpokenLanguage } from './utterance.ts';

/**
 * A formula in words, or nothing when it is beyond the subset that sounds well (then one says "see the screen").
 * Understood: numbers, letters, Greek, + − × ÷ = < >, powers, indexes, fractions, roots, absolute values, percent.
 */
export function spokenMath(tex: string, lang: SpokenLanguage): string | undefined {
  if (tex.length > 240) return undefined;
  const reader: Reader = { tex: tex.trim(), at: 0, lang, depth: 0 };
  const words = expression(reader, '');
  if (words === undefined || reader.at < reader.tex.length) return undefined;
  const said = words.join(' ').trim();
  return said === '' || said.length > 200 ? undefined : said;
}

interface Reader {
  tex: string;
  at: number;
  lang: SpokenLanguage;
  depth: number;
}

type Words = string[] | undefined;

/** Reads up to `closer` (not consumed), or to the end. */
function expression(reader: Reader, closer: string): Words {
  if (reader.depth > 12) return undefined;
  reader.depth++;
  const said: string[] = [];
  while (reader.at < reader.tex.length) {
    if (closer !== '' && reader.tex.startsWith(closer, reader.at)) break;
    const part = term(reader);
    if (!part) return undefined;
    if (part.length > 0) said.push(...powered(reader, part));
  }
  reader.depth--;
  return said;
}

/** What a ^ or _ behind a term makes of it. */
function powered(reader: Reader, base: string[]): string[] {
  let said = base;
  for (;;) {
    skipBlanks(reader);
    const mark = reader.tex.charAt(reader.at);
    if (mark === '_') {
      reader.at++;
      said = [...said, ...(group(reader) ?? [])];
    } else if (mark === '^') {
      reader.at++;
      said = withPower(said, (group(reader) ?? []).join(' '), reader.lang);
    } else return said;
  }
}

export function withPower(base: string[], power: string, lang: SpokenLanguage): string[] {
  if (power === '°' || power === 'degrees' || power === '度') return [...base, lang === 'zh' ? '度' : 'degrees'];
  if (power === '2') return [...base, lang === 'zh' ? '的平方' : 'squared'];
  if (power === '3') return [...base, lang === 'zh' ? '的立方' : 'cubed'];
  return lang === 'zh' ? [...base, `的 ${power} 次方`] : [...base, `to the power of ${power}`];
}

/** `{…}`, a command, or one letter or digit. */
function group(reader: Reader): Words {
  skipBlanks(reader);
  const letter = reader.tex.charAt(reader.at);
  if (letter === '{') return inside(reader, '{', '}');
  if (letter === '\\') return term(reader);
  reader.at++;
  return [letter === '-' ? minus(reader) : (signs[letter]?.[reader.lang === 'zh' ? 0 : 1] ?? letter)];
}

function inside(reader: Reader, opener: string, closer: string): Words {
  if (!reader.tex.startsWith(opener, reader.at)) return undefined;
  reader.at += opener.length;
  const said = expression(reader, closer);
  if (!said || !reader.tex.startsWith(closer, reader.at)) return undefined;
  reader.at += closer.length;
  return said;
}

function term(reader: Reader): Words {
  skipBlanks(reader);
  const rest = reader.tex.slice(reader.at, reader.at + 48);
  if (rest === '') return [];
  const zh = reader.lang === 'zh';
  const run = /^(?:\d+(?:,\d{3})*(?:\.\d+)?|[A-Za-z]+'*|[\u4e00-\u9fff]+)/.exec(rest)?.[0];
  if (run) {
    reader.at += run.length;
    return [run.replace(/'+$/, (marks) => (zh ? ' 撇' : ' prime').repeat(marks.length))];
  }
  const letter = rest.charAt(0);
  if (letter === '{') return inside(reader, '{', '}');
  if (letter === '|') {
    const said = inside(reader, '|', '|');
    return said && (zh ? [...said, '的绝对值'] : ['the absolute value of', ...said]);
  }
  if (letter === '\\') return command(reader, rest);
  if (letter === '-') {
    const isFirst = /(?:^|[=(<>{,+*/^])\s*$/.test(reader.tex.slice(0, reader.at));
    reader.at++;
    return [isFirst ? minus(reader) : zh ? '减' : 'minus'];
  }
  const sign = signs[letter];
  if (!sign) return undefined;
  reader.at++;
  const word = sign[zh ? 0 : 1];
  return word === '' ? [] : [word];
}

const minus = (reader: Reader): string => (reader.lang === 'zh' ? '负' : 'minus');

function command(reader: Reader, rest: string): Words {
  const name = /^\\(?:[A-Za-z]+|.)/.exec(rest)?.[0] ?? '\\';
  reader.at += name.length;
  const zh = reader.lang === 'zh';
  switch (name) {
    case '\\frac':
    case '\\dfrac':
    case '\\tfrac': {
      const top = group(reader);
      const bottom = group(reader);
      if (!top || !bottom) return undefined;
      return zh ? [...bottom, '分之', ...top] : [...top, 'over', ...bottom];
    }
    case '\\sqrt': {
      const degree = reader.tex.charAt(reader.at) === '[' ? inside(reader, '[', ']') : [];
      const of = group(reader);
      if (!of || !degree) return undefined;
      if (degree.length === 0) return zh ? ['根号', ...of] : ['the square root of', ...of];
      return zh ? [...of, '的', ...degree, '次方根'] : ['the root of degree', ...degree, 'of', ...of];
    }
    case '\\text':
    case '\\mathrm':
    case '\\mathbf':
    case '\\operatorname':
    case '\\textbf':
    case '\\mathbb':
    case '\\boxed':
      return group(reader);
    case '\\left':
    case '\\right':
      if (reader.tex.charAt(reader.at) === '.') reader.at++;
      return [];
  }
  const word = commands[name]?.[zh ? 0 : 1];
  return word === undefined ? undefined : word === '' ? [] : [word];
}

function skipBlanks(reader: Reader): void {
  while (/[\s~&]/.test(reader.tex.charAt(reader.at))) reader.at++;
}

/** Chinese, English. */
const signs: Record<string, [string, string]> = {
  '+': ['加', 'plus'],
  '−': ['减', 'minus'],
  '*': ['乘', 'times'],
  '×': ['乘', 'times'],
  '·': ['乘', 'times'],
  '÷': ['除以', 'divided by'],
  '/': ['除以', 'over'],
  '=': ['等于', 'equals'],
  '<': ['小于', 'is less than'],
  '>': ['大于', 'is greater than'],
  '≤': ['小于等于', 'is at most'],
  '≥': ['大于等于', 'is at least'],
  '≈': ['约等于', 'is about'],
  '°': ['度', 'degrees'],
  '%': ['%', '%'],
  '!': ['的阶乘', 'factorial'],
  ',': ['，', ','],
  '，': ['，', ','],
  ':': ['比', 'to'],
  ';': ['', ''],
  '.': ['', ''],
  '(': ['', ''],
  ')': ['', ''],
  '[': ['', ''],
  ']': ['', ''],
  π: ['派', 'pi'],
};

const greek =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau phi chi psi omega';

const commands: Record<string, [string, string]> = {
  '\\pi': ['派', 'pi'],
  '\\cdot': ['乘', 'times'],
  '\\times': ['乘', 'times'],
  '\\div': ['除以', 'divided by'],
  '\\pm': ['正负', 'plus or minus'],
  '\\le': ['小于等于', 'is at most'],
  '\\leq': ['小于等于', 'is at most'],
  '\\ge': ['大于等于', 'is at least'],
  '\\geq': ['大于等于', 'is at least'],
  '\\lt': ['小于', 'is less than'],
  '\\gt': ['大于', 'is greater than'],
  '\\ne': ['不等于', 'is not equal to'],
  '\\neq': ['不等于', 'is not equal to'],
  '\\approx': ['约等于', 'is about'],
  '\\equiv': ['恒等于', 'is equivalent to'],
  '\\propto': ['正比于', 'is proportional to'],
  '\\to': ['趋于', 'to'],
  '\\rightarrow': ['到', 'to'],
  '\\Rightarrow': ['推出', 'implies'],
  '\\infty': ['无穷大', 'infinity'],
  '\\in': ['属于', 'in'],
  '\\circ': ['度', 'degrees'],
  '\\degree': ['度', 'degrees'],
  '\\ln': ['ln', 'the natural log of'],
  '\\log': ['log', 'log'],
  '\\sin': ['sin', 'sine'],
  '\\cos': ['cos', 'cosine'],
  '\\tan': ['tan', 'tangent'],
  '\\ldots': ['等等', 'and so on'],
  '\\dots': ['等等', 'and so on'],
  '\\cdots': ['等等', 'and so on'],
  '\\%': ['%', '%'],
  '\\$': ['美元', 'dollars'],
  '\\quad': ['', ''],
  '\\,': ['', ''],
  '\\;': ['', ''],
  '\\:': ['', ''],
  '\\!': ['', ''],
  '\\ ': ['', ''],
  '\\\\': ['，', ','],
  '\\{': ['', ''],
  '\\}': ['', ''],
  '\\displaystyle': ['', ''],
  ...Object.fromEntries(
    greek.split(' ').flatMap((name): [string, [string, string]][] => {
      const capital = name.charAt(0).toUpperCase() + name.slice(1);
      return [
        [`\\${name}`, [name, name]],
        [`\\${capital}`, [name, `capital ${name}`]],
      ];
    }),
  ),
};
