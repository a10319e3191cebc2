import type { Allowance } from '../http/http.ts';
import type { Answer } from './resource.ts';

/** `{Name: {Max, Remaining}}` of what this org counts. */
export const limits: Answer = ({ context: { usage } }) => {
  const names = Object.keys(usage.max) as Allowance[]; // `max` has exactly these keys
  const entries = names.map((name) => [name, { Max: usage.max[name], Remaining: usage.max[name] - usage.used(name) }]);
  const permissionSets = { Max: 1500, Remaining: 1500, CreateCustom: { Max: 1000, Remaining: 1000 } };
  return { status: 200, body: { ...Object.fromEntries(entries), PermissionSets: permissionSets } };
};

/** `limits/recordCount?sObjects=A,B`: an object that does not exist is left out. */
export const recordCount: Answer = ({ context: { engine }, session, parameters }) => {
  const asked = (parameters.get('sObjects') ?? '').split(',').filter((name) => name !== '');
  const known = asked.filter((name) => engine.schema().objects.has(name.toLowerCase()));
  const sObjects = known.map((name) => ({
    name: engine.object(session, name).name,
    count: engine.query(session, `SELECT COUNT() FROM ${name}`).totalSize,
  }));
  return { status: 200, body: { sObjects } };
};
