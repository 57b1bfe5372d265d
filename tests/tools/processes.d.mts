export declare const root: string;
export interface RunOptions {
  /** Output is kept and returned instead of shown. */
  quiet?: boolean;
  env?: Record<string, string | undefined>;
  node?: string;
  shell?: boolean;
}
/** Runs a command at the root of the project; code 127 when it does not exist. */
export declare function run(
  command: string,
  args: string[],
  options?: RunOptions,
): Promise<{ code: number; output: string }>;
export declare function runNpm(args: string[], options?: RunOptions): Promise<{ code: number; output: string }>;
export declare function runNode(args: string[], env?: Record<string, string | undefined>): Promise<number>;
export declare function environment(more?: Record<string, string | undefined>, node?: string): NodeJS.ProcessEnv;
