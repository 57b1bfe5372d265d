import { i18n } from '#i18n';
import { costOf } from '../../lib/model/connection.ts';
import type { Turn } from '../../lib/model/conversation.ts';

/** What an answer took, as far as it is known: "1,234 tokens · ¥0.0024". Costs nothing the second time. */
export function spentWords({ usage, author, keptMs }: Turn): string | undefined {
  if (!usage || author?.kind !== 'model' || keptMs !== undefined) return undefined;
  const tag = i18n.t('language.tag');
  const tokens = usage.inputTokens + usage.outputTokens;
  const words = [i18n.t('answer.tokens', tokens, [new Intl.NumberFormat(tag).format(tokens)])];
  if (author.prices) words.push(money(costOf(usage, author.prices), author.prices.currency, tag));
  return words.join(' · ');
}

/** Most answers cost far less than the smallest coin; beyond four digits nobody cares. */
function money(amount: number, currency: string, tag: string): string {
  const least = 0.0001;
  const format = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: amount < 1 ? 4 : 2,
  });
  return amount > 0 && amount < least ? `<${format.format(least)}` : format.format(amount);
}
