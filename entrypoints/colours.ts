import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { colourCode } from '../lib/typeset/colour-code.ts';
import { offer } from '../lib/typeset/in-tab.ts';

/** Put beside the panel by the background when its first answer with code comes. */
export default defineUnlistedScript(() => offer({ colours: colourCode }));
