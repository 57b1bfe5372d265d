/** Kept with every record of a check: another version may judge otherwise. */
export const verifierVersion = 'lex@3';
