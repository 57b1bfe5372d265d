import { i18n } from '#i18n';
import type { Fault } from '../../lib/ledger/chain.ts';
import type { Currency } from '../../lib/model/connection.ts';
import type { SiteId } from '../../lib/model/page.ts';

export const siteWords = (site: SiteId | undefined): string => i18n.t(`ledger.site.${site ?? 'none'}`);

export const faultWords = ({ seq, why }: Fault): string => i18n.t(`ledger.fault.${why}`, [number(seq)]);

const tag = (): string => i18n.t('language.tag');

export const number = (value: number): string => new Intl.NumberFormat(tag()).format(value);

export const moment = (atMs: number): string =>
  new Intl.DateTimeFormat(tag(), { dateStyle: 'medium', timeStyle: 'short' }).format(atMs);

export const money = (amount: number, currency: Currency): string =>
  new Intl.NumberFormat(tag(), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: amount < 1 ? 4 : 2,
  }).format(amount);
