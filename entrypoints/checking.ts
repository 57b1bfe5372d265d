import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { checking } from '../lib/grounding/checking.ts';
import { offer } from '../lib/parts/in-tab.ts';

/**
 * Fetched by the background when an answer has its first sentence, and put beside the panel when somebody looks at what
 * stands behind one, or compares answers.
 */
export default defineUnlistedScript(() => offer({ checking }));
