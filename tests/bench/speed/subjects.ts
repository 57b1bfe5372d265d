import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/processes.mjs';
import { floorHost, hostOf, writeFloor } from './floor.ts';
import type { Selectors } from './probe.ts';
import type { SubjectName } from './samples.ts';

/** What is measured beside the others. */
export interface Subject {
  name: SubjectName;
  /** Folder of its extension; undefined: none. */
  folder?: string;
  selectors: Selectors;
  /** Page of the extension where `configure` runs, and an expression that makes it ask the server. */
  settingsPage: string;
  configure: string;
}

/** Where the release build lies. */
export const releaseFolder = join(root, '.output/chrome-mv3');

const key = 'sk-bench-0123456789abcdef';

/** All that are compared, with their extensions in `folder`. The release build must be there. */
export function subjectsIn(folder: string, modelUrl: string): Subject[] {
  return [control, floor(join(folder, 'floor'), modelUrl), ours(join(folder, 'ours'), modelUrl)];
}

export const control: Subject = {
  name: 'control',
  selectors: { host: 'pangda-bench-nothing', panel: '*', answer: '*' },
  settingsPage: '',
  configure: '',
};

function floor(folder: string, modelUrl: string): Subject {
  writeFloor(folder, modelUrl);
  return {
    name: 'floor',
    folder,
    selectors: { host: floorHost, panel: 'section', answer: 'section' },
    settingsPage: 'manifest.json',
    configure: `chrome.storage.local.set(${JSON.stringify({ baseUrl: `${modelUrl}/v1`, key })})`,
  };
}

/**
 * The release build, file by file. Only its manifest says more: that the model's host is granted, which a user does in a
 * dialog that automation cannot press.
 */
function ours(folder: string, modelUrl: string): Subject {
  cpSync(releaseFolder, folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  manifest.host_permissions.push(hostOf(modelUrl));
  writeFileSync(file, JSON.stringify(manifest));
  const connection = { id: 'bench', name: 'Bench', preset: 'custom', baseUrl: `${modelUrl}/v1`, model: 'scripted' };
  const save = JSON.stringify({ call: 'options.saveConnection', request: { connection, key } });
  return {
    name: 'ours',
    folder,
    selectors: { host: 'pangda-panel', panel: '.pd-theme', answer: '.pd-answer' },
    settingsPage: 'options.html',
    configure: `chrome.runtime.sendMessage(${save}).then((told) => {
      if (!told?.reply?.ok) throw new Error('The connection was not saved: ' + JSON.stringify(told));
    })`,
  };
}
