import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../lib/model/errors.ts';
import { explainStatus, explainThrown } from '../../../lib/providers/explain.ts';

const far = { host: 'api.example.org', key: 'sk-secret-0123456789abcdef', local: false };
const near = { ...far, host: '127.0.0.1:11434', local: true };

const explained = (status: number, body: unknown = '', headers: Record<string, string> = {}, asked = far) =>
  explainStatus(
    { status, headers: new Headers(headers), body: typeof body === 'string' ? body : JSON.stringify(body) },
    asked,
  ).data;

const openai = (message: string, code?: string | number, type?: string) => ({ error: { message, code, type } });

/** Wordings of services, as their users report them or their documentation prints them. */
const answers: [status: number, body: unknown, code: ErrorCode][] = [
  [401, openai('Incorrect API key provided: sk-1.', 'invalid_api_key'), 'badKey'],
  [401, '', 'badKey'],
  [401, openai('No auth credentials found', 401), 'badKey'],
  [
    400,
    [{ error: { code: 400, message: 'API key not valid. Please pass a valid API key.', status: 'INVALID_ARGUMENT' } }],
    'badKey',
  ],
  [401, { code: 'InvalidApiKey', message: 'Invalid API-key provided.' }, 'badKey'],
  [401, openai('无效的令牌 (request id: 1)', undefined, 'new_api_error'), 'badKey'],
  [402, openai('Insufficient Balance'), 'noCredit'],
  [
    429,
    openai('You exceeded your current quota, please check your plan and billing details.', 'insufficient_quota'),
    'noCredit',
  ],
  [429, openai('余额不足或无可用资源包,请充值。', '1113'), 'noCredit'],
  [403, openai('该令牌额度已用尽', undefined, 'new_api_error'), 'noCredit'],
  [
    400,
    { code: 'Arrearage', message: 'Access denied, please make sure your account is in good standing.' },
    'noCredit',
  ],
  [403, openai('Country, region, or territory not supported', 'unsupported_country_region_territory'), 'refusedRegion'],
  [400, openai('User location is not supported for the API use.', 400), 'refusedRegion'],
  [403, openai('Your input was flagged by moderation'), 'filtered'],
  [400, openai('Content Exists Risk', undefined, 'invalid_request_error'), 'filtered'],
  [400, { code: 'DataInspectionFailed', message: 'Input data may contain inappropriate content.' }, 'filtered'],
  [403, openai('Not allowed'), 'badKey'],
  [403, '<html><title>Attention Required! | Cloudflare</title></html>', 'notAnApi'],
  [404, openai("The model 'x' does not exist", 'model_not_found'), 'noModel'],
  [404, openai('model "x" not found, try pulling it first', undefined, 'api_error'), 'noModel'],
  [400, openai('Model Not Exist', undefined, 'invalid_request_error'), 'noModel'],
  [503, openai('当前分组 default 下对于模型 gpt-9 无可用渠道'), 'overloaded'],
  [503, openai('No available channel for model gpt-9 under group default'), 'noModel'],
  [404, '<html>404 Not Found</html>', 'notFound'],
  [404, '404 page not found', 'notFound'],
  [405, 'Method Not Allowed', 'notFound'],
  [413, '<html>413 Request Entity Too Large</html>', 'tooLong'],
  [
    400,
    openai(
      "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens.",
      'context_length_exceeded',
    ),
    'tooLong',
  ],
  [
    400,
    openai(
      'the request exceeds the available context size. try increasing the context size',
      400,
      'exceed_context_size_error',
    ),
    'tooLong',
  ],
  [400, { code: 'InvalidParameter', message: 'Range of input length should be [1, 30720]' }, 'tooLong'],
  [429, openai('Rate limit reached for gpt-4o', 'rate_limit_exceeded'), 'rateLimited'],
  [429, '', 'rateLimited'],
  [429, openai('您的账户已达到速率限制', '1302'), 'rateLimited'],
  [500, openai('server error'), 'serverFailed'],
  [502, '<html>502 Bad Gateway</html>', 'serverFailed'],
  [503, openai('The engine is currently overloaded'), 'overloaded'],
  [503, openai('Loading model', 503, 'unavailable_error'), 'overloaded'],
  [529, openai('Overloaded'), 'overloaded'],
  [524, '<html><title>A timeout occurred</title></html>', 'timeout'],
  [400, openai('unexpected EOF'), 'serverFailed'],
  [400, openai('Something else'), 'badRequest'],
  [422, { detail: [{ loc: ['body', 'seed'], msg: 'extra fields not permitted' }] }, 'badRequest'],
  [307, '', 'redirected'],
];

describe('an HTTP answer', () => {
  test.each(answers)('%i %j is %s', (status, body, code) => {
    expect(explained(status, body).code).toBe(code);
  });

  test('an empty 403 of a local server is about the origin', () => {
    expect(explained(403, '', {}, near).code).toBe('refusedOrigin');
    expect(explained(403, '', {}, far).code).toBe('badKey');
  });

  test('402 with Retry-After is a wait', () => {
    expect(explained(402, openai('Insufficient credits'), { 'retry-after': '5' })).toMatchObject({
      code: 'rateLimited',
      retryAfterMs: 5000,
    });
  });

  test('a quota that comes back by itself is a rate limit', () => {
    const body = [
      { error: { code: 429, message: 'You exceeded your current quota', details: [{ retryDelay: '36s' }] } },
    ];
    expect(explained(429, body)).toMatchObject({ code: 'rateLimited', retryAfterMs: 36_000 });
  });

  test('names host and status, and the words of the server and of the one behind it', () => {
    const body = {
      error: { code: 429, message: 'Provider returned error', metadata: { raw: 'temporarily rate-limited upstream' } },
    };
    expect(explained(429, body)).toEqual({
      code: 'rateLimited',
      status: 429,
      host: 'api.example.org',
      detail: 'Provider returned error temporarily rate-limited upstream (429)',
    });
  });

  test('never passes the key on', () => {
    const { detail } = explained(401, openai(`Incorrect API key provided: ${far.key}`));
    expect(detail).toBe('Incorrect API key provided: •••');
  });

  test('a huge page becomes a short line', () => {
    const { detail } = explained(500, `<html><style>${'x'.repeat(1e5)}</style><body>${'oops '.repeat(1e4)}</body>`);
    expect(detail.length).toBeLessThanOrEqual(600);
    expect(detail).not.toContain('<');
  });
});

describe('what is thrown while asking', () => {
  test('a broken connection names the host and the reasons', () => {
    const thrown = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
    expect(explainThrown(thrown, far).data).toEqual({
      code: 'network',
      host: far.host,
      detail: 'fetch failed: connect ECONNREFUSED',
    });
  });

  test('an explained error inside another stays as explained, without the key', () => {
    const inner = explainStatus({ status: 401, headers: new Headers(), body: 'no' }, far);
    expect(explainThrown(new Error('wrapped', { cause: inner }), far).data).toEqual(inner.data);
    expect(explainThrown(new TypeError(`bad header ${far.key}`), far).data.detail).not.toContain(far.key);
  });
});
