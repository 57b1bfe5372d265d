/** In the place of WXT's, which ends what a content script has begun when the extension is replaced; ours see to that. */
export class ContentScriptContext {}
