import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { offer } from '../lib/parts/in-tab.ts';
import { readFormula } from '../lib/typeset/read-formula.ts';

/** Put beside the panel by the background when its first answer with a formula comes. */
export default defineUnlistedScript(() => offer({ formulas: readFormula }));
