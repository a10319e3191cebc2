/** A stage whose warehouse is BigQuery, by its stand-in: the test project in GoogleSQL, and a sign-in of its own. */
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BigQuery } from '@google-cloud/bigquery';
import { PassThroughClient } from 'google-auth-library';
import type { Clock } from '../../server/clock.ts';
import type { LocalBigQuery } from '../bigquery/bigquery.ts';
import { startBigQuery } from '../bigquery/bigquery.ts';
import { quickClock } from '../bigquery/quick-clock.ts';
import { googleSignIn } from './google-sign-in.ts';
import { oneThread, Stage } from './stage.ts';

const googleTexts = fileURLToPath(new URL('google', import.meta.url));

export function speakGoogle(stage: Stage): void {
  cpSync(googleTexts, stage.project, { recursive: true });
  stage.edit('todoku.yml', (text) => text.replace('dialect: duckdb', 'dialect: bigquery'));
}

export interface GoogleStage extends AsyncDisposable {
  readonly google: LocalBigQuery;
  readonly stage: Stage;
  /** Google's own client, for what others do in BigQuery. */
  readonly client: BigQuery;
  /** Time goes on for BigQuery: a lease that nobody renews comes to its end. */
  passMinutes(minutes: number): void;
}

/** `settings`: more of `warehouse` in todoku.yml. `clock`: the org's and the runs', not BigQuery's. */
export async function openGoogleStage(settings = '', clock?: Pick<Clock, 'now'>): Promise<GoogleStage> {
  let passedMs = 0;
  await using opening = new AsyncDisposableStack();
  const google = opening.use(await startBigQuery({ now: () => quickClock.now() + passedMs }));
  const stage = opening.use(await Stage.open(clock));
  speakGoogle(stage);
  const place = `project: ${google.project}, dataset: todoku, location: asia-northeast1, endpoint: '${google.url}'`;
  const labels = 'labels: { team: sales }';
  const warehouse = `warehouse: { kind: bigquery, ${place}, ${labels}${settings} }\n`;
  stage.edit('todoku.yml', (text) => text.replace(oneThread, warehouse));
  stage.authClient = new PassThroughClient();
  const signIn = opening.use(await googleSignIn(stage.dir));
  stage.environment = { GOOGLE_APPLICATION_CREDENTIALS: signIn.file };
  const client = new BigQuery({
    projectId: google.project,
    apiEndpoint: google.url,
    authClient: new PassThroughClient(),
  });
  const opened = opening.move();
  return {
    google,
    client,
    stage,
    passMinutes: (minutes) => {
      passedMs += minutes * 60_000;
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
