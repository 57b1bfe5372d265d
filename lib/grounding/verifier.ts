/** Version of the checks: raised whenever the same answer and sources could come to another verdict. */
export const verifierVersion = '1';
