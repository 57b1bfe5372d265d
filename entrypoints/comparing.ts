import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { comparing } from '../lib/grounding/comparing.ts';
import { offer } from '../lib/parts/in-tab.ts';

/** Put beside the panel by the background when somebody looks at what stands behind a sentence, or compares answers. */
export default defineUnlistedScript(() => offer({ comparing }));
