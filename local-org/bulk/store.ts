import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Engine } from '../engine/engine.ts';
import { isOver, type Job } from './job.ts';

/** Results are kept for seven days, and the job with them (Limits Quick Reference, v67). */
const retentionMs = 7 * 24 * 60 * 60 * 1000;
const indexKey = 'bulk.jobs';
const jobKey = (id: string): string => `bulk.job.${id}`;

/** Every job of the org: its record in the org's file, its data as files in a folder beside it. */
export interface Store {
  add(job: Job): void;
  get(id: string): Job | undefined;
  list(): readonly Job[];
  /** Writes the job as it now is. */
  save(job: Job): void;
  remove(job: Job): void;
  /** Path of a file of a job: `upload.csv`, `successful.csv`. */
  file(job: Job, name: string): string;
  close(): void;
}

function readJobs(engine: Engine): Job[] {
  const index = engine.settings.get(indexKey);
  const ids = index === undefined ? [] : (JSON.parse(index) as string[]); // only this file writes these keys
  return ids.flatMap((id) => {
    const text = engine.settings.get(jobKey(id));
    return text === undefined || text === '' ? [] : [JSON.parse(text) as Job];
  });
}

/** `folder` survives a restart; without one the data of an org in memory goes to a temporary folder and is removed. */
export function openStore(engine: Engine, clock: Clock, folder: string | undefined): Store {
  const root = folder ?? mkdtempSync(join(tmpdir(), 'local-org-'));
  const jobs = new Map(readJobs(engine).map((job) => [job.id, job]));

  const folderOf = (job: Job): string => join(root, job.id);
  const saveIndex = (): void => {
    engine.settings.set(indexKey, JSON.stringify([...jobs.keys()]));
  };
  const save = (job: Job): void => {
    engine.settings.set(jobKey(job.id), JSON.stringify(job));
  };
  const remove = (job: Job): void => {
    jobs.delete(job.id);
    saveIndex();
    engine.settings.set(jobKey(job.id), '');
    rmSync(folderOf(job), { recursive: true, force: true });
  };
  const removeOld = (): void => {
    for (const job of jobs.values()) {
      if (isOver(job) && (job.finishedAt ?? job.createdAt) + retentionMs < clock.now()) remove(job);
    }
  };
  removeOld();
  return {
    add: (job) => {
      removeOld();
      mkdirSync(folderOf(job), { recursive: true });
      jobs.set(job.id, job);
      save(job);
      saveIndex();
    },
    get: (id) => jobs.get(id) ?? [...jobs.values()].find((job) => job.id.slice(0, 15) === id),
    list: () => [...jobs.values()],
    save,
    remove,
    file: (job, name) => join(folderOf(job), name),
    close: () => {
      if (folder === undefined) rmSync(root, { recursive: true, force: true });
    },
  };
}
