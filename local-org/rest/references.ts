import { isObject } from '../http/http.ts';

/** A reference in a composite request that finds nothing: what depends on it is halted. */
export class MissingReference extends Error {}

/** Bodies of the subrequests that succeeded, by reference id. */
export type Answered = ReadonlyMap<string, unknown>;

const reference = /@\{([^}.[\s]+)((?:\.[^}.[\s]+|\[\d+\])*)\}/g;

/** `@{ref.records[0].id}`: names are matched by letter case, as the platform does. */
function lookUp(answered: Answered, id: string, path: string): unknown {
  let value: unknown = answered.get(id);
  const steps = path.match(/[^.[\]]+/g) ?? [];
  for (const step of steps) {
    if (Array.isArray(value)) value = value[Number(step)];
    else value = isObject(value) ? value[step] : undefined;
  }
  if (value !== undefined && steps.length > 0) return value;
  throw new MissingReference(`Invalid reference specified. No value for ${id}${path} found in ${id}`); // text unverified
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** An address with its references filled in, each encoded so that it stays one segment or one value. */
export function fillAddress(answered: Answered, address: string): string {
  return address.replace(reference, (_whole, id: string, path: string) =>
    encodeURIComponent(asText(lookUp(answered, id, path))),
  );
}

/** A body with its references filled in; a text that is nothing but one reference takes its type, too. */
export function fillBody(answered: Answered, value: unknown): unknown {
  if (typeof value === 'string') {
    const [whole, id = '', path = ''] = new RegExp(`^${reference.source}$`).exec(value) ?? [];
    if (whole !== undefined) return lookUp(answered, id, path);
    return value.replace(reference, (_whole, name: string, steps: string) => asText(lookUp(answered, name, steps)));
  }
  if (Array.isArray(value)) return value.map((item) => fillBody(answered, item));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fillBody(answered, item)]));
}
