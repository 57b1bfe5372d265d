import {
  type Connection,
  type Currency,
  currencies,
  headerProblem,
  ownParameters,
  type Prices,
} from '../model/connection.ts';

/** What is typed into the fields that are not simply text; kept as typed, so that nothing half-written is lost. */
export interface Typed {
  /** `Name: value`, one a line. */
  headers: string;
  /** A JSON object. */
  parameters: string;
  /** Per million tokens. */
  inputPrice: string;
  outputPrice: string;
  currency: Currency;
}

/** Why a typed field cannot be taken; `what`: the part of it that is wrong. Codes are locale keys, `options.bad.<code>`. */
export interface Problem {
  field: 'headers' | 'parameters' | 'prices';
  code: 'badName' | 'badValue' | 'ownHeader' | 'badLine' | 'badJson' | 'notObject' | 'ownParameter' | 'badPrice';
  what: string;
}

export function typedOf({ headers, parameters, prices }: Connection): Typed {
  return {
    headers: Object.entries(headers ?? {})
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    parameters: parameters && Object.keys(parameters).length > 0 ? JSON.stringify(parameters, null, 2) : '',
    inputPrice: prices ? String(prices.input) : '',
    outputPrice: prices ? String(prices.output) : '',
    currency: prices?.currency ?? currencies[0],
  };
}

/** The connection with what was typed, or what is wrong with it. */
export function withTyped(connection: Connection, typed: Typed): { connection: Connection } | { problems: Problem[] } {
  const headers = readHeaders(typed.headers);
  const parameters = readParameters(typed.parameters);
  const prices = readPrices(typed);
  const problems = [headers, parameters, prices].filter(isProblem);
  if (problems.length > 0) return { problems };
  const { headers: _headers, parameters: _parameters, prices: _prices, ...rest } = connection;
  return { connection: { ...rest, ...(headers as object), ...(parameters as object), ...(prices as object) } };
}

export const problemsOf = (connection: Connection, typed: Typed): Problem[] => {
  const read = withTyped(connection, typed);
  return 'problems' in read ? read.problems : [];
};

const isProblem = (read: object): read is Problem => 'code' in read;

function readHeaders(text: string): { headers?: Record<string, string> } | Problem {
  const headers: Record<string, string> = {};
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const colon = /[:：]/.exec(line)?.index;
    if (colon === undefined) return { field: 'headers', code: 'badLine', what: line.trim() };
    const name = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    const code = headerProblem(name, value);
    if (code) return { field: 'headers', code, what: name || line.trim() };
    headers[name] = value;
  }
  return Object.keys(headers).length > 0 ? { headers } : {};
}

function readParameters(text: string): { parameters?: Record<string, unknown> } | Problem {
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    return { field: 'parameters', code: 'badJson', what: thrown instanceof Error ? thrown.message : '' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { field: 'parameters', code: 'notObject', what: '' };
  const own = Object.keys(value).find((name) => ownParameters.includes(name));
  if (own) return { field: 'parameters', code: 'ownParameter', what: own };
  const parameters = value as Record<string, unknown>; // an object of JSON
  return Object.keys(parameters).length > 0 ? { parameters } : {};
}

function readPrices({ inputPrice, outputPrice, currency }: Typed): { prices?: Prices } | Problem {
  if (inputPrice.trim() === '' && outputPrice.trim() === '') return {};
  const wrong = [inputPrice, outputPrice].find((text) => readPrice(text) === undefined);
  if (wrong !== undefined) return { field: 'prices', code: 'badPrice', what: wrong.trim() };
  return { prices: { input: readPrice(inputPrice) ?? 0, output: readPrice(outputPrice) ?? 0, currency } };
}

/** One price left empty costs nothing. A comma is a decimal point to many. */
function readPrice(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim().replace(',', '.');
  return /^(\d+(\.\d*)?|\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
