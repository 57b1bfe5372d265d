import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { offer } from '../lib/parts/in-tab.ts';
import { talk } from '../lib/voice/talk.ts';

/** Put beside the panel by the background when somebody talks there, lets it read, or wants to be taught. */
export default defineUnlistedScript(() => offer({ talk }));
