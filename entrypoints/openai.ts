import { APIError, OpenAI } from 'openai';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { offer } from '../lib/parts/in-tab.ts';

/** Fetched by the background, and by the document with the loudspeaker, when the first server is to be asked. */
export default defineUnlistedScript(() => offer({ openai: { OpenAI, APIError } }));
