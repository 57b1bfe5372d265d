import { createRoot } from 'react-dom/client';
import { How } from '../../components/how/how.tsx';
import { ThemedPage } from '../../components/ui/themed-page.tsx';

createRoot(document.getElementById('root') as HTMLElement) // in index.html
  .render(<ThemedPage>{(theme) => <How theme={theme} />}</ThemedPage>);
