import { type Connection, currencies, headerProblem, ownParameters, type Prices } from '../model/connection.ts';

/** Anything, as a connection; undefined when it names no address or no model. What may not be sent is left out. */
export function readConnection(raw: unknown): Connection | undefined {
  if (!isRecord(raw)) return undefined;
  const { id, name, preset, baseUrl, model, organization, project, headers, parameters } = raw;
  if (!isId(id) || typeof baseUrl !== 'string' || typeof model !== 'string') return undefined;
  const prices = readPrices(raw.prices);
  return {
    id,
    name: typeof name === 'string' ? name : '',
    preset: typeof preset === 'string' ? preset : 'custom',
    baseUrl,
    model,
    ...(typeof organization === 'string' && organization !== '' && { organization }),
    ...(typeof project === 'string' && project !== '' && { project }),
    ...(isRecord(headers) && { headers: readHeaders(headers) }),
    ...(isRecord(parameters) && { parameters: without(parameters, ownParameters) }),
    ...(prices && { prices }),
    ...(raw.withoutOrigin === true && { withoutOrigin: true }),
    ...(raw.onlySpeech === true && { onlySpeech: true }),
    ...(typeof raw.speaksChinese === 'boolean' && { speaksChinese: raw.speaksChinese }),
  };
}

function readPrices(raw: unknown): Prices | undefined {
  if (!isRecord(raw)) return undefined;
  const currency = currencies.find((known) => known === raw.currency);
  return currency && isPrice(raw.input) && isPrice(raw.output)
    ? { input: raw.input, output: raw.output, currency }
    : undefined;
}

function readHeaders(raw: Record<string, unknown>): Record<string, string> {
  const written = Object.entries(raw).map(([name, value]): [string, string] => [name, String(value)]);
  return Object.fromEntries(written.filter(([name, value]) => headerProblem(name, value) === undefined));
}

/** Such as the messages that choose or remove a connection can name. */
const isId = (raw: unknown): raw is string =>
  typeof raw === 'string' && raw !== '' && raw.length <= 100 && raw !== '__proto__';

const without = (raw: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(raw).filter(([name]) => !names.includes(name)));

const isPrice = (raw: unknown): raw is number => typeof raw === 'number' && Number.isFinite(raw) && raw >= 0;

const isRecord = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);
