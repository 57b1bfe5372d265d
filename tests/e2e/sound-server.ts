import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pause } from './tab.ts';

/** A sound server without devices: Firefox plays into the void, and its microphone hears a file. */
export interface SoundServer {
  /** For the browser that is to use it. */
  env: Record<string, string>;
  /** How many record now. */
  recording(): number;
  close(): Promise<void>;
}

/** Whether this computer has what `startSoundServer` needs: PulseAudio, which nothing else here does. */
export const hasSoundServer = (): boolean =>
  ['pulseaudio', 'pactl', 'paplay'].every((name) => spawnSync(name, ['--version']).status === 0);

/**
 * @param file a WAV file that is heard from its beginning, once, each time something records
 * @throws Error when the server does not start.
 */
export async function startSoundServer(file?: string): Promise<SoundServer> {
  const folder = mkdtempSync(join(tmpdir(), 'pangda-sound-'));
  const address = `unix:${join(folder, 'native')}`;
  const modules = [
    'module-null-sink sink_name=loudspeaker',
    'module-null-sink sink_name=heard',
    // Firefox offers no monitor of a sink as a microphone.
    'module-remap-source source_name=microphone master=heard.monitor',
    `module-native-protocol-unix socket=${join(folder, 'native')} auth-anonymous=1`,
  ];
  const own = { HOME: folder, XDG_RUNTIME_DIR: folder, PULSE_SERVER: address };
  const env = { ...process.env, ...own };
  const settings = ['-n', '--exit-idle-time=-1', '--use-pid-file=no', ...modules.flatMap((one) => ['-L', one])];
  const server = spawn('pulseaudio', settings, { stdio: 'ignore', env });
  const ask = (...question: string[]) => spawnSync('pactl', question, { env, encoding: 'utf8' });
  const start = Date.now();
  while (ask('info').status !== 0) {
    if (server.exitCode !== null || Date.now() - start > 10_000) {
      server.kill();
      rmSync(folder, { recursive: true, force: true });
      throw new Error('PulseAudio does not start.');
    }
    await pause(100);
  }
  ask('set-default-sink', 'loudspeaker');
  ask('set-default-source', 'microphone');

  // The remapped source records too.
  const recording = () =>
    ask('list', 'short', 'source-outputs')
      .stdout.split('\n')
      .filter((line) => line.includes('protocol-native')).length;
  let isOver = false;
  const hears = (async () => {
    let player: ChildProcess | undefined;
    while (!isOver) {
      const isOn = recording() > 0;
      if (isOn && file && !player) player = spawn('paplay', ['--device=heard', file], { stdio: 'ignore', env });
      else if (!isOn && player) {
        player.kill();
        player = undefined;
      }
      await pause(50);
    }
    player?.kill();
  })();
  return {
    env: own,
    recording,
    async close() {
      isOver = true;
      await hears;
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
