import { i18n } from '#i18n';

const searches = [
  ['sites.baidu', 'https://www.baidu.com/s?wd=%E4%B8%AD%E7%A7%8B%E8%8A%82%E6%94%BE%E5%81%87%E5%87%A0%E5%A4%A9'],
  ['sites.google', 'https://www.google.com/search?q=how+high+is+mount+kilimanjaro'],
  [
    'sites.zhihu',
    'https://www.zhihu.com/search?type=content&q=%E5%A6%82%E4%BD%95%E5%85%BB%E6%88%90%E6%97%A9%E8%B5%B7%E7%9A%84%E4%B9%A0%E6%83%AF',
  ],
] as const;

/** A search on each site, in a new tab: for who has nothing to look at yet. */
export const TrySearches = ({ look = 'plain' }: { look?: 'plain' | 'primary' }) => (
  <p className="pd-try-searches">
    {searches.map(([name, url]) => (
      <a key={name} className="pd-button" data-look={look} href={url} target="_blank" rel="noopener noreferrer">
        {i18n.t('welcome.tryOn', [i18n.t(name)])}
      </a>
    ))}
  </p>
);
