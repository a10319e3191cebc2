/** What the offline check found: the words a person needs to go there and mend it. */
export interface Finding {
  /** A stable name of the kind of fault; tests and callers tell findings apart by it. */
  readonly code: string;
  /** Path from the package's root folder. */
  readonly file: string;
  /** Where in the file: an element and its name, or a line. */
  readonly place: string;
  /** What is wrong and, when it is not obvious, what to do. */
  readonly problem: string;
}

export const describeFinding = ({ code, file, place, problem }: Finding): string =>
  `${file}: ${place}: ${problem} (${code})`;
