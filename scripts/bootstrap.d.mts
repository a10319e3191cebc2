/** Types of what scripts written in TypeScript use of the bootstrap, which is plain JavaScript for older Nodes. */

/** Runs npm under the given Node and shows its progress; returns why it failed, undefined when it did not. */
export function npm(
  what: string,
  node: string,
  args: readonly string[],
  options?: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv },
): string | undefined;

/** Flags of Node for a program that streams many rows and keeps few of them. */
export const streamingFlags: readonly string[];
