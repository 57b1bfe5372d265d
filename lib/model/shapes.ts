import * as v from 'valibot';

/** Schemas that every shape of ours is made of. */
export const number = v.pipe(v.number(), v.finite());
export const integer = v.pipe(v.number(), v.safeInteger());
/** An integer from 0, from 1; a number from 0. */
export const natural = v.pipe(integer, v.minValue(0));
export const positive = v.pipe(integer, v.minValue(1));
export const amount = v.pipe(number, v.minValue(0));
/** At most so many UTF-16 units, items. */
export const textOf = (most: number) => v.pipe(v.string(), v.maxLength(most));
export const listOf = <T>(item: v.GenericSchema<unknown, T>, most: number) => v.pipe(v.array(item), v.maxLength(most));
