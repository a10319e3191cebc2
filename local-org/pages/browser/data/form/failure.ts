/** Why a record was not saved, as people read it: at its fields and at the top. */
import { isFetchResponse, type FetchResponse } from '../fetch.ts';
import { asText, isObject } from '../freeze.ts';
import { word } from 'host/words';

export interface SaveFailure {
  readonly message: string;
  /** First thing that is wrong, in the org's words. */
  readonly detail: string;
  /** Errors of the record as a whole. */
  readonly general: readonly string[];
  readonly byField: Readonly<Record<string, readonly string[]>>;
  /** Labels of the fields in `byField`, as the person sees them. */
  readonly labels: Readonly<Record<string, string>>;
  /** `error.body.output` as the org answered, for components that read it themselves. */
  readonly output: unknown;
  /** Somebody else saved in between. */
  readonly isConflict: boolean;
  /** The session has ended. */
  readonly isSignedOut: boolean;
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const messageOf = (value: unknown): string => (isObject(value) ? asText(value['message']) : '');

function messagesByField(errors: unknown): SaveFailure['byField'] {
  const entries = isObject(errors) ? Object.entries(errors) : [];
  return Object.fromEntries(entries.map(([name, problems]) => [name, list(problems).map(messageOf)]));
}

function labelsByField(errors: unknown): SaveFailure['labels'] {
  const entries = isObject(errors) ? Object.entries(errors) : [];
  return Object.fromEntries(
    entries.map(([name, problems]) => {
      const [first] = list(problems);
      return [name, (isObject(first) ? asText(first['fieldLabel']) : '') || name];
    }),
  );
}

/** What the host says better than the org: nobody answered, no session, somebody was faster. */
const ownWords: Readonly<Record<number, string>> = { 0: 'offline', 401: 'sessionEnded', 412: 'changedMeanwhile' };

/** `{message, output: {errors, fieldErrors}}` of a refused save; a plain list of errors for everything else. */
function ofResponse({ body, status }: FetchResponse): SaveFailure {
  const output = isObject(body) ? body['output'] : undefined;
  const [errors, fieldErrors] = isObject(output) ? [output['errors'], output['fieldErrors']] : [undefined, undefined];
  const byField = messagesByField(fieldErrors);
  const plain = Array.isArray(body) ? list(body).map(messageOf) : output === undefined ? [messageOf(body)] : [];
  const isConflict = status === 412;
  const said = [...list(errors).map(messageOf), ...plain].filter((text) => text !== '');
  const known = ownWords[status];
  const general = known === undefined ? said : [word(known)];
  const [detail = ''] = [...general, ...Object.values(byField).flat()];
  const message = isObject(body) ? messageOf(body) : detail;
  const labels = labelsByField(fieldErrors);
  return { message, detail, general, byField, labels, output, isConflict, isSignedOut: status === 401 };
}

/** A defect of ours is thrown on: it is no answer of the org. */
export function failureOf(error: unknown): SaveFailure {
  if (!isFetchResponse(error)) throw error;
  return ofResponse(error);
}
