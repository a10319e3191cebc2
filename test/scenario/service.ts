/** The service of a stage, as a process of its own on a free port. */
import { existsSync, readFileSync } from 'node:fs';
import type { Clock } from '../../server/clock.ts';
import { serviceSettings } from '../../server/config.ts';
import type { Service } from '../../server/serve/serve.ts';
import { startService } from '../../server/serve/serve.ts';
import { readLog } from '../server/schedule/stand.ts';
import { writePgliteFolder } from '../world/pglite.ts';
import type { Running } from './command.ts';
import type { Stage } from './stage.ts';

process.env['TODOKU_HTTP_PORT'] = '0';
delete process.env['TODOKU_API_TOKEN'];

export interface ServiceProcess {
  readonly process: Running;
  readonly url: string;
  readonly tokenFile: string;
  /** Status and body of a request with the service's token. */
  ask(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<{ readonly status: number; readonly json: unknown }>;
  /** Resolves when a run has ended. */
  runEnded(id: string): Promise<void>;
}

/** The job database as the service would make it, sooner. */
export async function prepareJobs(stage: Stage): Promise<void> {
  const folder = `${stage.warehouseFile}.jobs`;
  if (!existsSync(folder)) await writePgliteFolder(folder);
}

export async function serve(stage: Stage): Promise<ServiceProcess> {
  await prepareJobs(stage);
  const process = stage.start('serve');
  const started = await process.line((line) => line['type'] === 'service' && line['state'] === 'started');
  const url = String(started['url']);
  const tokenFile = String(started['tokenFile']);
  const token = readFileSync(tokenFile, 'utf8').trim();
  return { process, url, tokenFile, ask: asker(url, token), runEnded: (id) => runEnded(url, token, id) };
}

/** The service in this process, by a clock that the test holds. */
export async function serveHere(
  stage: Stage,
  clock: Clock,
): Promise<Service & { readonly ask: ServiceProcess['ask'] }> {
  await prepareJobs(stage);
  const service = await startService({
    project: stage.project,
    warehouseFile: stage.warehouseFile,
    access: stage.access,
    settings: { ...serviceSettings({}), port: 0 },
    log: readLog().log,
    clock,
  });
  return { ...service, ask: asker(service.url, service.token) };
}

/** The stream of a run's events ends with the run. */
export async function runEnded(url: string, token: string, id: string): Promise<void> {
  const response = await fetch(`${url}/runs/${id}/events`, { headers: { authorization: `Bearer ${token}` } });
  await response.text();
}

export function asker(url: string, token: string): ServiceProcess['ask'] {
  return async (method, path, body) => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: await response.json() };
  };
}
