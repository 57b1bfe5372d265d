/** Made by the build: lib/build/shared-scripts.ts. */
declare module 'pangda:shared/*' {
  export const slot: string;
  export const shared: Record<string, unknown>;
}
