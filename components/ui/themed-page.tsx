import { type ReactNode, useEffect, useState } from 'react';
import { i18n } from '#i18n';

const query = '(prefers-color-scheme: dark)';

/** A page of our own follows the system's theme and says its language. */
export function ThemedPage({ children }: { children: (theme: 'light' | 'dark') => ReactNode }) {
  const [dark, setDark] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const system = matchMedia(query);
    const follow = () => setDark(system.matches);
    system.addEventListener('change', follow);
    document.documentElement.lang = i18n.t('language.tag');
    return () => system.removeEventListener('change', follow);
  }, []);
  return children(dark ? 'dark' : 'light');
}
