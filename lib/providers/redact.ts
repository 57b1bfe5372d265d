/** Letters a key is recognised by when a server echoes only its beginning or its end. */
const recognisable = 10;

/** Shapes of secrets, whoever they belong to; the group before the secret stays. */
const secrets: RegExp[] = [
  /(\bBearer\s+)[^\s"',;<>]+/gi,
  /(\b(?:api[-_]?key|x-api-key|x-goog-api-key|access[-_]?token|authorization|secret)["']?\s*[:=]\s*["']?(?:Bearer\s+)?)[^\s"'&,;<>]{4,}/gi,
  /([?&](?:key|token|api-key|api_key)=)[^\s"'&#<>]+/gi,
  /()\b(?:sk|pk|rk)-[A-Za-z0-9_*.-]{6,}/g,
  /()\b(?:gsk|hf|xai|nvapi|pplx|r8|fw|tgp)[_-][A-Za-z0-9_*-]{8,}/g,
  /()\bAIza[A-Za-z0-9_*-]{10,}/g,
  /()\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*)?/g,
];

/** `text` without `key`, whole or in recognisable part, and without anything that looks like another secret. */
export function redact(text: string, key = ''): string {
  let clean = text;
  for (const form of keyForms(key.trim())) clean = clean.replaceAll(form, '•••');
  clean = withoutFragments(clean, key.trim());
  for (const secret of secrets) clean = clean.replace(secret, '$1•••');
  return clean;
}

function keyForms(key: string): string[] {
  // A local server's key is often a word such as "none" or "x"; blanking it would only spoil the sentence.
  if (key.length < 6) return [];
  return [...new Set([key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)])];
}

function withoutFragments(text: string, key: string): string {
  if (key.length < recognisable * 2) return text;
  let clean = text;
  const head = key.slice(0, recognisable);
  for (let at = clean.indexOf(head); at >= 0; at = clean.indexOf(head, at + 3)) {
    let length = recognisable;
    while (length < key.length && clean[at + length] === key[length]) length++;
    clean = `${clean.slice(0, at)}•••${clean.slice(at + length)}`;
  }
  const tail = key.slice(-recognisable);
  for (let at = clean.indexOf(tail); at >= 0; at = clean.indexOf(tail, at + 3)) {
    let length = recognisable;
    while (length < key.length && at > 0 && clean[at - 1] === key[key.length - length - 1]) {
      length++;
      at--;
    }
    clean = `${clean.slice(0, at)}•••${clean.slice(at + length)}`;
  }
  return clean;
}
