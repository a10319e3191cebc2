/** The service of a stage, as a process of its own on a free port. */
import { readFileSync } from 'node:fs';
import type { Running, Stage } from './stage.ts';

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
}

export async function serve(stage: Stage): Promise<ServiceProcess> {
  const process = stage.start('serve');
  const started = await process.line((line) => line['type'] === 'service' && line['state'] === 'started');
  const url = String(started['url']);
  const tokenFile = String(started['tokenFile']);
  const ask = asker(url, readFileSync(tokenFile, 'utf8').trim());
  return { process, url, tokenFile, ask };
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
