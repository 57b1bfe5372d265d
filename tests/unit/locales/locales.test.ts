import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ParsedMessage, parseMessagesFile } from '@wxt-dev/i18n/build';
import { describe, expect, test } from 'vitest';
import { root } from '../../tools/processes.mjs';

const folder = join(root, 'lib/locales');
const english = await read('en');

describe('the locales', () => {
  test('are English, and Chinese as it is written in the mainland and in Taiwan', () => {
    expect(readdirSync(folder).sort()).toEqual(['en.yml', 'zh_CN.yml', 'zh_TW.yml']);
  });

  test.each(['zh_CN', 'zh_TW'])(
    '%s has every message, no other, and puts the same values into each',
    async (locale) => {
      const theirs = await read(locale);
      expect([...theirs.keys()].sort()).toEqual([...english.keys()].sort());
      const other = [...english].filter(([key, words]) => values(theirs.get(key) ?? []) !== values(words));
      expect(other.map(([key]) => key)).toEqual([]);
    },
  );

  test.each(['en', 'zh_CN', 'zh_TW'])('%s leaves no message empty', async (locale) => {
    const empty = [...(await read(locale))].filter(([, forms]) => forms.some((words) => words.trim() === ''));
    expect(empty.map(([key]) => key)).toEqual([]);
  });

  test('every value of a plural is in its general form', () => {
    const wrong = [...english].filter(([, forms]) => values(forms.slice(-1)) !== values(forms));
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test("Taiwan's words are Taiwan's, not the mainland's in other letters", () => {
    const text = readFileSync(join(folder, 'zh_TW.yml'), 'utf8');
    const mainland =
      /網絡|設置|軟件|服務器|文件|視頻|默認|鏈接|登錄|信息|數據|屏幕|鼠標|內存|代碼|用戶|賬[號戶]|搜索|接口地址|程序|字符|字節|標簽頁|圖標|點擊|單擊|刷新|識別|擴展(?!功能)|添加|導[入出]|保存為|質量|計算機|音頻|高級|令牌/g;
    expect(text.match(mainland) ?? []).toEqual([]);
    expect(text.match(/[这个们为对说话过开页设选择读写发见关给“”]/g) ?? []).toEqual([]);
  });
});

/** Each message's key and its forms, the general one last. */
async function read(locale: string): Promise<Map<string, string[]>> {
  const messages = await parseMessagesFile(join(folder, `${locale}.yml`));
  return new Map(messages.map((message) => [message.key.join('.'), formsOf(message)]));
}

function formsOf(message: ParsedMessage): string[] {
  if (message.type !== 'plural') return [message.message];
  const { n = '', ...numbers } = message.plurals;
  return [...Object.values(numbers), n];
}

/** The values that are put into some form: `$1 $2`. */
const values = (forms: readonly string[]): string =>
  [...new Set(forms.flatMap((words) => words.match(/\$\d/g) ?? []))].sort().join(' ');
