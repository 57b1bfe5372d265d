import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteMatches } from '../../../lib/sites/matches.ts';

/**
 * Writes the reference extension: the least that an answer beside a page can be. Its panel is a box of plain text; its
 * worker asks the server and passes on what each read of the network brought. What it costs nobody can go below by much.
 */
export function writeFloor(folder: string, modelUrl: string): void {
  const manifest = {
    manifest_version: 3,
    name: 'Floor',
    version: '1',
    permissions: ['storage'],
    host_permissions: [hostOf(modelUrl)],
    background: { service_worker: 'background.js' },
    content_scripts: [{ matches: siteMatches, js: ['panel.js'], run_at: 'document_end' }],
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'background.js'), background);
  writeFileSync(join(folder, 'panel.js'), panel);
}

/** A pattern for the server, whatever its port: patterns with ports are not those that the product asks for. */
export const hostOf = (url: string): string => `http://${new URL(url).hostname}/*`;

export const floorHost = 'pangda-bench-floor';

const panel = `
const host = document.createElement('${floorHost}');
host.style.cssText = 'position:fixed;top:80px;right:16px;width:380px;height:480px;overflow:auto;background:#fff;z-index:9';
const root = host.attachShadow({ mode: 'closed' });
const answer = root.appendChild(document.createElement('section'));
answer.style.cssText = 'margin:12px;min-height:40px;white-space:pre-wrap;font:14px/1.6 sans-serif';
let line;
function newLine() {
  line = document.createTextNode('');
  answer.appendChild(document.createElement('div')).append(line);
}
newLine();
document.documentElement.append(host);
const port = chrome.runtime.connect({ name: 'ask' });
port.onMessage.addListener((text) => {
  const [first, ...more] = text.split('\\n');
  line.appendData(first);
  for (const each of more) {
    newLine();
    line.appendData(each);
  }
});
port.postMessage(document.querySelector('[name=q], [name=wd]')?.value ?? document.title);
`;

const background = `
chrome.runtime.onConnect.addListener((port) => port.onMessage.addListener(async (question) => {
  const { baseUrl, key } = await chrome.storage.local.get(['baseUrl', 'key']);
  const response = await fetch(baseUrl + '/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer ' + key },
    body: JSON.stringify({ model: 'scripted', stream: true, messages: [{ role: 'user', content: question }] }),
  });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const lines = (rest + read.value).split('\\n');
    rest = lines.pop();
    let text = '';
    for (const line of lines)
      if (line.startsWith('data: {')) text += JSON.parse(line.slice(6)).choices[0].delta.content ?? '';
    if (text) port.postMessage(text);
  }
}));
`;
