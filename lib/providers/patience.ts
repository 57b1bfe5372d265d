declare const __PANGDA_PATIENCE__: number | undefined;

/**
 * Multiplies our own patience and back-off; 1 wherever the product is used. Only a build for the soak runs has less
 * (wxt.config.ts), because the stalls of a whole fault catalogue would take a quarter of an hour.
 */
export const patienceScale: number = typeof __PANGDA_PATIENCE__ === 'number' ? __PANGDA_PATIENCE__ : 1;
