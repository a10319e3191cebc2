/** A stage in each warehouse, for scenarios that have to come out alike; outside `npm run soak` in DuckDB alone. */
import type { Clock } from '../../server/clock.ts';
import { isEverywhere } from './everywhere.ts';
import { openGoogleStage } from './google-stage.ts';
import { Stage } from './stage.ts';

export interface Place extends AsyncDisposable {
  readonly stage: Stage;
}

/** `clock`: the org's and the runs'. */
export type OpenStage = (clock?: Pick<Clock, 'now'>) => Promise<Place>;

async function onDuckDb(clock?: Pick<Clock, 'now'>): Promise<Place> {
  const stage = await Stage.open(clock);
  return { stage, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

async function onBigQuery(clock?: Pick<Clock, 'now'>): Promise<Place> {
  const opened = await openGoogleStage('', clock);
  return { stage: opened.stage, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}

export const warehouses: readonly (readonly [name: string, open: OpenStage])[] = [
  ['DuckDB', onDuckDb],
  ...(isEverywhere ? ([['BigQuery', onBigQuery]] as const) : []),
];
