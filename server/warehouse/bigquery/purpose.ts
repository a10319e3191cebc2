/** What a statement is for: it becomes labels of the job and words of a fault. */
export interface Purpose {
  /** A verb and a noun: `build mart line`. */
  readonly what: string;
  readonly step: string;
  readonly sync?: string;
  /** Where the text stands, when it is a user's. */
  readonly place?: string;
  /** Bookkeeping that reads a few rows of our own: its price is not asked for beforehand, only limited. */
  readonly isSmall?: boolean;
}

/** The labels of a job. */
export function labelsOf(
  { step, sync }: Purpose,
  run: string | undefined,
  own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return {
    ...own,
    app: 'todoku',
    todoku_step: labelOf(step),
    ...(run === undefined ? {} : { todoku_run: labelOf(run) }),
    ...(sync === undefined ? {} : { todoku_sync: labelOf(sync) }),
  };
}

/** Small letters, digits, _ and -, at most 63 of them (BigQuery documentation, "Requirements for labels"). */
function labelOf(value: string): string {
  return value
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]/g, '-')
    .slice(0, 63);
}
