/** API versions that the local org answers, all alike: 20.0 to 68.0. */
export const versions = { first: 20, last: 68 } as const;
