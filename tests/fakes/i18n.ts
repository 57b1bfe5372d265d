/** The browser's messages, as their keys and what was put into them: `sources.chip(2, 熊猫)`. */
export const i18n = {
  t: (key: string, ...values: (number | readonly string[])[]): string =>
    values.length > 0 ? `${key}(${values.flat().join(', ')})` : key,
};
