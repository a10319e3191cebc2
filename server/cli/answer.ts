import { userInfo } from 'node:os';

/** What every command is given and gives back. */
export interface Options {
  readonly project: string;
  readonly raw?: string;
  readonly warehouse?: string;
  readonly only?: readonly string[];
  readonly json?: boolean;
  readonly deep?: boolean;
  readonly limit?: string;
  /** The run a command is about. */
  readonly run?: string;
  readonly reason?: string;
  /** Name of the person who answers for it. */
  readonly by?: string;
  /** File of corrected rows. */
  readonly from?: string;
  /** Classes of rows. */
  readonly class?: readonly string[];
  /** Plan what puts right what was found. */
  readonly repair?: boolean;
  /** File to write. */
  readonly csv?: string;
  /** Pulls before a push; true: all of them. */
  readonly pull?: readonly string[] | true;
  /** Only show it. */
  readonly plan?: boolean;
  /** A week of the cycle. */
  readonly week?: string;
  /** Folder to write to. */
  readonly out?: string;
  /** Keys of held rows; true: all of them. */
  readonly rows?: readonly string[] | true;
}

/** What a command has to say, in both languages, and how it ends. */
export interface Answer {
  readonly text: string;
  readonly json: object;
  readonly exitCode: number;
}

/** Who answers for what a person decides. */
export function personOf({ by }: Options): string {
  return by ?? userInfo().username;
}
