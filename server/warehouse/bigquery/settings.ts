/** Where BigQuery keeps our tables, and what a query may cost. */
export interface BigQuerySettings {
  /** The project that jobs run in, that is billed, and that holds the dataset. */
  readonly project: string;
  /** The dataset of our own. */
  readonly dataset: string;
  /** Of the dataset, and so of every job. */
  readonly location: string;
  /** Bytes that one query may process. */
  readonly maxBytesBilled: number;
  /** Bytes that one run may process; undefined: no limit. */
  readonly maxBytesPerRun: number | undefined;
  /** Labels of the company's own, on every job. */
  readonly labels: Readonly<Record<string, string>>;
  /** Another address of the API (a private or regional endpoint). */
  readonly endpoint: string | undefined;
}
