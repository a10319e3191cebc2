/** The port by which records of Salesforce become tables that models can read. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Pulled, PulledShape } from '../model/model.ts';
import type { Column } from './sources.ts';

export interface Pulls {
  /** Makes `pulled.<name>` where it is not there, empty, and gives it the columns it lacks. */
  declare(shapes: readonly PulledShape[]): Promise<void>;
  /** None when there is no such table. */
  columnsOf(name: string): Promise<readonly Column[]>;
  /** Reads the rows into a table on the side. `file`: where they wait. Faults when a value is not of its column's type. */
  stage(shape: PulledShape, pages: AsyncIterable<readonly PulledRow[]>, file: string): Promise<StagedPull>;
  /** What was staged last replaces `pulled.<name>`, all at once, and is noted. */
  publish(shape: PulledShape, note: PullNote): Promise<void>;
  /** Notes a reading after which the table stays as it was. */
  note(note: PullNote): Promise<void>;
  /** Newest first. */
  past(limit: number): Promise<readonly PullNote[]>;
}

/** Column → text as Salesforce gave it. */
export type PulledRow = Readonly<Record<string, string | null>>;

export interface StagedPull {
  readonly rows: number;
  /** Rows whose record was read already. */
  readonly twice: number;
  /** In the order of the shape's sums; decimal text. */
  readonly sums: readonly string[];
  /** Rows without a key, and the first keys that several rows have. */
  readonly keyless: number;
  readonly ambiguous: readonly string[];
}

/** A row of `todoku.pulls`. */
export interface PullNote {
  readonly run: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly pulled: Pulled;
}

/** Keys that a message names. */
export const keysTold = 5;

/** Newline-delimited JSON, page by page: never more than one of them in memory. */
export async function writeRows(pages: AsyncIterable<readonly PulledRow[]>, file: string): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    for await (const page of pages) yield page.map((row) => `${JSON.stringify(row)}\n`).join('');
  }
  await pipeline(lines, createWriteStream(file));
}
