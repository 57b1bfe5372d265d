import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { offer } from '../lib/parts/in-tab.ts';
import { colourCode } from '../lib/typeset/colour-code.ts';

/** Put beside the panel by the background when its first answer with code comes. */
export default defineUnlistedScript(() => offer({ colours: colourCode }));
