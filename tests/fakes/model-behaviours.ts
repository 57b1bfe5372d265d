import { fail, finish, half, open, pieces, type Scene, say, sendJson, tokens, whole, write } from './chat-replies.ts';
import { tutorReply } from './tutor-model.ts';

interface Behaviour {
  /** The model's name; groups are numbers for `play`. */
  name: RegExp;
  play(scene: Scene, numbers: number[]): Promise<void> | void;
}

const markdown = `## 要点

- 第一点来自来源 [1]，**粗体**。
- 第二点 [2][3]。

| 年份 | 数量 |
| --- | --- |
| 2025 | 12 |

\`\`\`ts
const answer = 42;
\`\`\`

更多见 [链接](https://example.org/)。`;

/** Texts too long for a model's name. */
export const laidDown = new Map<string, string>();

/** What a model does, by its name. The first that matches plays. */
export const behaviours: Behaviour[] = [
  // echo: quotes the last user message.
  { name: /^echo$/, play: (scene) => say(scene, [`你问：`, ...pieces(scene.question)]) },
  // slow-echo-S: the same, over S seconds.
  {
    name: /^slow-echo-(\d+)$/,
    play: (scene, [seconds = 1]) =>
      say(scene, ['你问：', ...pieces(scene.question)], (seconds * 4000) / scene.question.length),
  },
  // fast-N: N tokens as fast as they go.
  { name: /^fast-(\d+)$/, play: (scene, [count = 1]) => say(scene, tokens(count)) },
  // paced-N-R: N tokens, R a second.
  { name: /^paced-(\d+)-(\d+)$/, play: (scene, [count = 1, rate = 10]) => say(scene, tokens(count), 1000 / rate) },
  // silent-S: S seconds of silence after the headers, then a short answer.
  {
    name: /^silent-(\d+)$/,
    async play(scene, [seconds = 1]) {
      open(scene);
      scene.response.flushHeaders();
      if (await scene.pause(seconds * 1000)) await say(scene, ['想好了。']);
    },
  },
  // keepalive-S: the same, with a comment every second.
  {
    name: /^keepalive-(\d+)$/,
    async play(scene, [seconds = 1]) {
      open(scene);
      for (let second = 0; second < seconds; second++) {
        scene.response.write(': keep-alive\n\n');
        if (!(await scene.pause(1000))) return;
      }
      await say(scene, ['排到了。']);
    },
  },
  // slow-start: headers only after 3 s.
  {
    name: /^slow-start$/,
    async play(scene) {
      if (await scene.pause(3000)) await say(scene, ['慢慢来。']);
    },
  },
  // think: reasoning_content, then text. think-tags: the same inside <think>.
  {
    name: /^think$/,
    async play(scene) {
      open(scene);
      for (const word of ['先想', '一想', '。']) {
        write(scene, { reasoning_content: word });
        if (!(await scene.pause(20))) return;
      }
      await say(scene, ['想完了：', ...pieces(scene.question)]);
    },
  },
  { name: /^think-tags$/, play: (scene) => say(scene, ['<th', 'ink>先想一', '想</thi', 'nk>\n\n', '想完了。']) },
  // only-thinking: spends its budget before the first word.
  {
    name: /^only-thinking$/,
    play(scene) {
      open(scene);
      write(scene, { reasoning_content: '想不完……' });
      finish(scene, 'length');
    },
  },
  // markdown: headings, list, table, code, citations.
  { name: /^markdown$/, play: (scene) => say(scene, pieces(markdown), 5) },
  // say-BASE64URL: exactly that text.
  {
    name: /^say-/,
    play: (scene) => say(scene, pieces(Buffer.from(scene.model.slice(4), 'base64url').toString())),
  },
  // text-NAME: the text that a test in this process has laid down under that name.
  {
    name: /^text-/,
    play: (scene) => say(scene, pieces(laidDown.get(scene.model.slice(5)) ?? '')),
  },
  // piece-NAME: the same in one piece.
  { name: /^piece-/, play: (scene) => say(scene, [laidDown.get(scene.model.slice(6)) ?? '']) },
  // late-NAME: the same after a second without a word.
  {
    name: /^late-/,
    async play(scene) {
      open(scene);
      scene.response.flushHeaders();
      if (await scene.pause(1000)) await say(scene, pieces(laidDown.get(scene.model.slice(5)) ?? ''));
    },
  },
  // refusal-NAME: that text as the words of an error.
  {
    name: /^refusal-/,
    play: ({ model, response }) =>
      sendJson(response, 400, { error: { message: laidDown.get(model.slice(8)) ?? '', code: 'bad' } }),
  },
  // refusals-NAME: the texts NAME0, NAME1 … so, one a question.
  {
    name: /^refusals-/,
    play: ({ model, before, response }) =>
      sendJson(response, 400, { error: { message: laidDown.get(`${model.slice(9)}${before}`) ?? '', code: 'bad' } }),
  },
  // tutor: two steps of a lesson and its end.
  { name: /^tutor$/, play: tutorReply },
  // obey: does what the first "OUTPUT: …" line of its prompt says, as a model would that was taken over.
  {
    name: /^obey$/,
    play(scene) {
      const prompt = scene.messages.map(({ content }) => content).join('\n');
      return say(scene, pieces(/OUTPUT: (.*)/.exec(prompt)?.[1] ?? '没有命令。'));
    },
  },
  // length, filtered: answers that are cut.
  { name: /^length$/, play: (scene) => say(scene, ['写到这里'], 0, 'length') },
  { name: /^filtered$/, play: (scene) => say(scene, ['写到这里'], 0, 'content_filter') },
  // empty: a finished answer without a word.
  { name: /^empty$/, play: (scene) => say(scene, []) },
  // cut: closes half-way, cleanly. reset: breaks the connection half-way. hang: falls silent half-way.
  {
    name: /^cut$/,
    play(scene) {
      half(scene);
      scene.response.end();
    },
  },
  {
    name: /^reset$/,
    async play(scene) {
      half(scene);
      await scene.pause(50);
      scene.response.socket?.resetAndDestroy();
    },
  },
  {
    name: /^hang$/,
    async play(scene) {
      half(scene);
      await scene.pause(3_600_000);
    },
  },
  // hang-early: never answers at all.
  {
    name: /^hang-early$/,
    async play(scene) {
      await scene.pause(3_600_000);
    },
  },
  // error-midway: an error object after half an answer.
  {
    name: /^error-midway$/,
    play(scene) {
      half(scene);
      scene.response.end(`data: ${JSON.stringify({ error: { message: 'Provider disconnected', code: 502 } })}\n\n`);
    },
  },
  // web-page: not an API. json: a whole answer although a stream was asked for.
  {
    name: /^web-page$/,
    play: ({ response }) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Login</title>'),
  },
  { name: /^json$/, play: (scene) => whole(scene, `你问：${scene.question}`) },
  // redirect: to another host.
  {
    name: /^redirect$/,
    play: ({ response }) => void response.writeHead(307, { location: 'http://127.0.0.1:9/v1/chat/completions' }).end(),
  },
  // status-NNN: always. flaky-NNN: once, then an answer. status-429-S and flaky-429-S: with Retry-After.
  { name: /^status-(\d+)(?:-(\d+))?$/, play: (scene, [status = 500, wait]) => fail(scene, status, wait) },
  {
    name: /^flaky-(\d+)(?:-(\d+))?$/,
    play: (scene, [status = 500, wait]) => (scene.before === 0 ? fail(scene, status, wait) : say(scene, ['好了。'])),
  },
  // quota, echoes-key, no-PARAMETER: errors of known services.
  {
    name: /^quota$/,
    play: ({ response }) =>
      sendJson(response, 429, { error: { message: 'You exceeded your current quota.', code: 'insufficient_quota' } }),
  },
  {
    name: /^echoes-key$/,
    play: ({ response }) =>
      sendJson(response, 401, {
        error: { message: `Incorrect API key provided: ${response.req.headers.authorization}` },
      }),
  },
  {
    name: /^no-temperature$/,
    play: (scene) =>
      !('temperature' in scene.body)
        ? say(scene, ['没有温度。'])
        : sendJson(scene.response, 400, {
            error: {
              message: "Unsupported parameter: 'temperature'",
              param: 'temperature',
              code: 'unsupported_parameter',
            },
          }),
  },
  // too-long-N: refuses prompts of more than N characters.
  {
    name: /^too-long-(\d+)$/,
    play: (scene, [limit = 1000]) =>
      scene.messages.map(({ content }) => content).join('').length > limit
        ? sendJson(scene.response, 400, {
            error: { message: `This model's maximum context length is ${limit}.`, code: 'context_length_exceeded' },
          })
        : say(scene, ['放得下。']),
  },
];
