import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { markdown } from '../lib/markdown/markdown.ts';
import { offer } from '../lib/parts/in-tab.ts';

/** Put behind the panel by the background, and before what a page of ours runs by its markup (wxt.config.ts). */
export default defineUnlistedScript(() => offer({ markdown }));
