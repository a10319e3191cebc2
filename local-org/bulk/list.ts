/** The jobs of an org, a page at a time (Get All Jobs, Get Information About All Query Jobs). */
import type { Request, Response } from 'express';
import { type Job, jobInfo } from './job.ts';
import { refuse } from './create.ts';

/** "Get All Jobs returns up to 1000 result rows per request". */
const pageJobs = 1000;

/** Names the last job that was told and how many were, so that a job that goes meanwhile moves no page. */
const locatorOf = (last: Job, told: number): string => `01g${last.id.slice(3)}-${told}`;

function startAt(jobs: readonly Job[], locator: string): number {
  const [, rest, told] = /^01g(\w{15})-(\d+)$/.exec(locator) ?? [];
  if (rest === undefined) throw refuse('INVALIDLOCATOR', `InvalidLocator : ${locator}`); // code and text unverified
  const index = jobs.findIndex(({ id }) => id.slice(3) === rest);
  return index === -1 ? Number(told) : index + 1;
}

/** Answers the jobs of a kind, the oldest first (the order is unverified). None of them has PK chunking, as in Bulk API 1.0. */
export function sendJobs(jobs: readonly Job[], request: Request, response: Response): void {
  const { jobType, isPkChunkingEnabled, queryLocator } = request.query;
  const fitting = jobs.filter(
    (job) => (jobType === undefined || jobInfo(job)['jobType'] === jobType) && isPkChunkingEnabled !== 'true',
  );
  const from = typeof queryLocator === 'string' && queryLocator !== '' ? startAt(fitting, queryLocator) : 0;
  const page = fitting.slice(from, from + pageJobs);
  const last = page.at(-1);
  const told = from + page.length;
  const more = last !== undefined && told < fitting.length ? new URLSearchParams() : undefined;
  if (last !== undefined) more?.set('queryLocator', locatorOf(last, told));
  for (const [name, value] of Object.entries({ jobType, isPkChunkingEnabled })) {
    if (typeof value === 'string') more?.set(name, value);
  }
  response.json({
    done: more === undefined,
    nextRecordsUrl: more === undefined ? null : `${request.baseUrl}${request.path}?${more.toString()}`,
    records: page.map(jobInfo),
  });
}
