import type { ErrorCode } from '../model/errors.ts';

/** How a failure is recognised by what the server says; `statuses` narrows words that mean other things elsewhere. */
export interface Recognition {
  code: ErrorCode;
  words: RegExp;
  /** HTTP statuses, or codes inside a 200, under which the words count; absent: any. */
  statuses?: number[];
}

/**
 * Words of services, tested in this order against code, type and message of an error in one lower-case line, code first.
 * Numbers are the services' own error codes as their documentation lists them (2026-11): Zhipu 1113, 1210–1309;
 * Alibaba, Volcengine and Moonshot use names.
 */
export const recognitions: Recognition[] = [
  {
    code: 'tooLong',
    words:
      /context[_ ](length|window|size)|maximum context|exceed_context|too many (input |prompt )?tokens|(prompt|input|request|message)s? (is|are|was|tokens?)?.{0,40}too (long|large)|reduce (the|your) (length|prompt|input)|(exceed(?!.{0,60}(rate|per (min|hour|day|sec)))|larger than|longer than).{0,60}(max\w*|allowed|limit|available)?.{0,20}(context|tokens?\b)|range of input length|string_above_max_length|超(过|出|长).{0,16}(长度|上下文|token|限制)|(输入|上下文|长度).{0,12}(过长|超(过|出|限))|^1261\b/,
  },
  {
    code: 'filtered',
    words:
      /content[_ -]?filter|data_?inspection|responsibleai|content[_ ](management )?policy|content_policy|content exists risk|sensitive[_ ]?(content|words?|information)|sensitivecontent|inappropriate content|unsafe content|flagged|moderation|risk[_ ]control|敏感|违规|不合规|安全审核|涉及违法|^1301\b/,
    statuses: [400, 403, 421, 422, 429, 451],
  },
  {
    code: 'noCredit',
    words:
      /insufficient[_ ](quota|balance|credits?|funds|user_quota)|insufficient (account|user|wallet) (balance|quota)|(balance|credit|credits|quota|funds).{0,20}(insufficient|exhausted|depleted|used up|not enough|run out|too low)|out of (credits?|quota)|billing_(hard_limit|not_active)|billing hard limit|exceeded_current_quota|exceeded your current quota|monthly (usage |spend\w* )?limit|arrearage|overdue|payment required|in good standing|余额不足|额度(不足|已用)|欠费|配额(不足|已用)|充值|^1113\b/,
  },
  {
    code: 'rateLimited',
    words:
      /rate[_ -]?limit|too[_ ]many[_ ]requests|requests? per (minute|day|second)|tokens per (minute|day)|\b(rpm|tpm|qps|rpd)\b|throttl|resource_exhausted|速率|限流|频率|并发|请求过(多|快)|^130[235]\b/,
  },
  {
    code: 'refusedRegion',
    words:
      /unsupported_country|(country|region|territory|location).{0,40}(not (supported|available|allowed)|unsupported|restricted)|not (available|supported) in your (country|region|area|location)|地区.{0,8}(不支持|限制)/,
    statuses: [400, 401, 403, 451],
  },
  {
    code: 'badKey',
    words:
      /invalid[_ ]?(api[_ ]?key|token|authentication|credentials?|bearer)|api[_ ]?key.{0,30}(not valid|invalid|incorrect|expired|missing|not found|disabled|required|wrong)|(incorrect|wrong|missing|expired|no|bad) api[_ ]?key|authentication[_ ](error|fails?|failed)|unauthori[sz]ed|unauthenticated|no auth credentials|令牌|无效的.{0,8}(key|密钥)|(密钥|api ?key).{0,8}(无效|错误|过期|不存在)|身份验证|鉴权/,
    statuses: [400, 401, 403, 404],
  },
  {
    code: 'noModel',
    words:
      /model_?not_?found|model_not_(exist|supported|available)|invalid_?model|unknown_?model|modelnotopen|invalidendpointormodel|deploymentnotfound|model\b.{0,120}(not found|does not exist|not exist|doesn't exist|isn't available|not available|is unavailable|not supported|not loaded|has been (deprecated|decommissioned|retired))|(no such|unknown|invalid|unsupported|not a valid) (model|deployment)|not a valid model|try pulling|no (available )?(channels?|endpoints?|providers?).{0,40}(model|found)|does not exist or you do not have access|模型.{0,24}(不存在|不可用|未找到|未开通|不支持|已下线)|^1211\b/,
    statuses: [400, 401, 403, 404, 410, 422, 500, 501, 503],
  },
  {
    code: 'overloaded',
    words:
      /overload|at capacity|server (is )?(too )?busy|temporarily (unavailable|rate)|(loading|load) (the )?model|model is (loading|starting)|no slot|service unavailable|resource.{0,20}(exhausted|not enough)|engine is currently|繁忙|过载|稍后(再试|重试)/,
    statuses: [400, 403, 500, 502, 503, 529],
  },
  // Ollama's cloud models answer 5–10 % of calls so, and answer the next one.
  {
    code: 'serverFailed',
    words: /unexpected eof|upstream (error|connect)|internal[_ ](server[_ ])?error/,
    statuses: [400],
  },
];

/** What a status means when the words say nothing. */
export function codeOfStatus(status: number): ErrorCode {
  const known: Record<number, ErrorCode> = {
    401: 'badKey',
    402: 'noCredit',
    403: 'badKey',
    404: 'notFound',
    405: 'notFound',
    407: 'network',
    408: 'timeout',
    409: 'serverFailed',
    410: 'notFound',
    413: 'tooLong',
    414: 'tooLong',
    425: 'rateLimited',
    429: 'rateLimited',
    451: 'refusedRegion',
    503: 'overloaded',
    504: 'timeout',
    511: 'notAnApi', // captive portal
    522: 'timeout',
    524: 'timeout', // Cloudflare gave up waiting for the relay
    529: 'overloaded',
  };
  const code = known[status];
  if (code !== undefined) return code;
  if (status >= 500) return 'serverFailed';
  if (status >= 400) return 'badRequest';
  return status >= 300 ? 'redirected' : 'badReply';
}

/** What the type of an error inside a 200 stands for, as a status. */
export function statusOfType(type: string): number | undefined {
  const types: [RegExp, number][] = [
    [/authentication|unauthori[sz]ed|unauthenticated/, 401],
    [/billing|payment/, 402],
    [/permission|forbidden/, 403],
    [/not_found/, 404],
    [/rate_?limit|too_many/, 429],
    [/overloaded|unavailable|capacity/, 503],
    [/timeout|timed_out|deadline/, 504],
    [/invalid|bad_request|badrequest/, 400],
    [/server|internal|api_error|upstream|provider/, 500],
  ];
  return types.find(([words]) => words.test(type))?.[1];
}
