import type { Clock } from '../clock.ts';
import type { Org } from '../org/org.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { OnEvent } from './events.ts';

export interface Parts {
  readonly warehouse: Warehouse;
  readonly org: Org;
  readonly clock: Clock;
  /** Folder for the files of runs; beside the warehouse file. */
  readonly dir: string;
}

export interface CorrectionOrder {
  /** Path of the CSV. */
  readonly file: string;
  /** Name of the person. */
  readonly by: string;
}

export interface RunOptions {
  /** Folder of the raw files; the project's own when undefined. */
  readonly rawDir?: string | undefined;
  /** Names of syncs; all when undefined or empty. */
  readonly only?: readonly string[] | undefined;
  /** Names of pulls that come before a push; none when undefined or empty. */
  readonly pull?: readonly string[] | undefined;
  /** The run that a preview is to take back; undefined for what a push would do. */
  readonly of?: string | undefined;
  /** Rows of the run that a retry is about, as a person has corrected them in a file that `failed --csv` wrote. */
  readonly corrections?: CorrectionOrder | undefined;
  /** Compare every object key by key, whatever its size. */
  readonly isDeep?: boolean | undefined;
  /** Stops between two steps or two parts; what was sent is known to the next push. */
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: OnEvent | undefined;
  /** The name the run shall have (`runNameAt`); one of its own when undefined. */
  readonly name?: string | undefined;
}
