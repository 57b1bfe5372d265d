import { i18n } from '#i18n';
import type { Page, Source } from '../../lib/model/page.ts';

/** A page of results that nobody searched for, written for this purpose, in the reader's language. */
export function samplePage(): Page {
  const sources = [
    [i18n.t('welcome.sample.one.title'), i18n.t('welcome.sample.one.site'), i18n.t('welcome.sample.one.text')],
    [i18n.t('welcome.sample.two.title'), i18n.t('welcome.sample.two.site'), i18n.t('welcome.sample.two.text')],
    [i18n.t('welcome.sample.three.title'), i18n.t('welcome.sample.three.site'), i18n.t('welcome.sample.three.text')],
    [i18n.t('welcome.sample.four.title'), i18n.t('welcome.sample.four.site'), i18n.t('welcome.sample.four.text')],
  ] as const;
  return {
    site: 'google',
    kind: 'results',
    url: '',
    query: i18n.t('welcome.sample.question'),
    sources: sources.map(
      // It stands nowhere else, so it has no address.
      ([title, site, text], index): Source => ({ number: index + 1, title, url: '', site, text, kind: 'organic' }),
    ),
  };
}

/** What a model might write about that page. One of its numbers is wrong. */
export const sampleAnswer = (): string => i18n.t('welcome.sample.answer');
