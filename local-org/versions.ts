/** API versions that the local org answers, all alike: 31.0 to 68.0. */
export const versions = { first: 31, last: 68 } as const;

/** Versions that were there once (Salesforce Help 000354473). */
export const retired = { first: 7, last: 30 } as const;
