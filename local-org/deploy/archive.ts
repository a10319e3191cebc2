/** What an org remembers of its deployments, in its own file: the last fifty, and the packages of validations. */
import type { Engine } from '../engine/engine.ts';
import type { Deployment } from './result.ts';

export interface Archive {
  save(deployment: Deployment): void;
  /** By the 15 or 18 characters of its id. */
  get(id: string): Deployment | undefined;
  keepPackage(id: string, zip: Uint8Array): void;
  packageOf(id: string): Uint8Array | undefined;
  dropPackage(id: string): void;
  /** Counts what was deployed; a validation is good for a quick deploy as long as it stays the same. */
  generation(): number;
  nextGeneration(): void;
}

const mostKept = 50;
const listKey = 'deployments.ids';
const generationKey = 'deployments generation';
const keyOf = (id: string): string => `deployment ${id.slice(0, 15)}`;
const packageKey = (id: string): string => `deployment package ${id.slice(0, 15)}`;

const stopped = { statusCode: 'UNKNOWN_EXCEPTION', message: 'The org was stopped before the deployment was done.' };

export function openArchive(settings: Engine['settings']): Archive {
  const list = (): readonly string[] => JSON.parse(settings.get(listKey) ?? '[]') as string[]; // only save() writes this key
  const get = (id: string): Deployment | undefined => {
    const text = settings.get(keyOf(id));
    return text === undefined ? undefined : (JSON.parse(text) as Deployment); // only save() writes these keys
  };
  const save = (deployment: Deployment): void => {
    settings.set(keyOf(deployment.id), JSON.stringify(deployment));
    const ids = list();
    if (ids.includes(deployment.id)) return;
    settings.set(listKey, JSON.stringify([...ids, deployment.id].slice(-mostKept)));
    for (const id of ids.slice(0, -mostKept + 1)) {
      settings.remove(keyOf(id));
      settings.remove(packageKey(id));
    }
  };
  const generation = (): number => Number(settings.get(generationKey) ?? '0');
  // A deployment that was not finished when the org stopped changed nothing: deployments are all or nothing.
  for (const id of list()) {
    const one = get(id);
    if (one?.finishedAt === undefined && one !== undefined) save({ ...one, finishedAt: one.createdAt, error: stopped });
  }
  return {
    save,
    get,
    keepPackage: (id, zip) => {
      settings.set(packageKey(id), Buffer.from(zip).toString('base64'));
    },
    packageOf: (id) => {
      const text = settings.get(packageKey(id));
      return text === undefined ? undefined : Buffer.from(text, 'base64');
    },
    dropPackage: (id) => {
      settings.remove(packageKey(id));
    },
    generation,
    nextGeneration: () => {
      settings.set(generationKey, String(generation() + 1));
    },
  };
}
