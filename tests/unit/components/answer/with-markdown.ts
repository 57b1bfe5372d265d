import { provideParts } from '../../../../components/answer/use-part.ts';
import { markdown } from '../../../../lib/markdown/markdown.ts';
import { offer, partsInTab } from '../../../../lib/parts/in-tab.ts';

// What reads Markdown is there before the first answer is drawn, as beside a panel; no other part ever comes.
offer({ markdown });
provideParts(partsInTab(() => new Promise(() => {})));
