/** What a form is for, and what belongs to it. */
import type { FetchResponse } from '../fetch.ts';

/** An input or output on the page that belongs to the form. */
export interface FormField {
  readonly fieldName: string;
  readonly isInput: boolean;
  /** Shows the form's state anew. */
  refresh(): void;
  /** Says at the field what is wrong with it; true when its value may be sent. */
  reportValidity(): boolean;
}

export interface FormTarget {
  readonly objectApiName: string;
  /** Undefined for a new record. */
  readonly recordId?: string | undefined;
  readonly recordTypeId?: string | undefined;
  readonly optionalFields?: readonly string[] | undefined;
  /** Refuses a save when somebody else saved since the form was opened. */
  readonly refusesConflicts?: boolean | undefined;
}

export interface FormEvents {
  readonly loaded: () => void;
  readonly failed: (error: FetchResponse) => void;
  readonly changed: () => void;
}
