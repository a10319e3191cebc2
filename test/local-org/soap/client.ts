/** SOAP as a client writes it by hand: one call, its reply as elements. */
import assert from 'node:assert/strict';
import { scheduler } from 'node:timers/promises';
import { zipSync } from 'fflate';
import type { PackageFile } from '../../../local-org/local-org.ts';
import { element, parseXml, textOf, type Element } from '../../../local-org/xml.ts';
import type { World } from '../../world/world.ts';

export const zipOf = (files: readonly PackageFile[], folder = ''): Uint8Array =>
  zipSync(Object.fromEntries(files.map(({ path, content }) => [folder + path, content])));

export interface SoapReply {
  readonly status: number;
  readonly contentType: string | null;
  /** First child of the body. */
  readonly body: Element;
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export async function post(world: World, text: string, version = '62.0'): Promise<SoapReply> {
  const response = await fetch(`${world.url}/services/Soap/m/${version}`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml; charset=UTF-8', SOAPAction: '""' },
    body: text,
  });
  const [body] = element(parseXml(await response.text()), 'Body')?.children ?? [];
  assert.ok(body);
  return { status: response.status, contentType: response.headers.get('content-type'), body };
}

/** A call as the administrator, or with another session; `inner` is XML. */
export async function call(
  world: World,
  operation: string,
  inner: string,
  options: { readonly token?: string; readonly version?: string } = {},
): Promise<SoapReply> {
  const token = escape(options.token ?? world.token);
  return post(
    world,
    `<?xml version="1.0"?><env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://soap.sforce.com/2006/04/metadata">
      <env:Header><m:SessionHeader><m:sessionId>${token}</m:sessionId></m:SessionHeader></env:Header>
      <env:Body><m:${operation}>${inner}</m:${operation}></env:Body></env:Envelope>`,
    options.version,
  );
}

/** The results of a call that has to succeed. */
export async function results(world: World, operation: string, inner: string): Promise<readonly Element[]> {
  const { status, body } = await call(world, operation, inner);
  assert.deepEqual([status, body.name], [200, `${operation}Response`], JSON.stringify(body));
  return body.children;
}

export async function result(world: World, operation: string, inner: string): Promise<Element> {
  const [only, ...others] = await results(world, operation, inner);
  assert.ok(only);
  assert.deepEqual(others, []);
  return only;
}

/** Code and text of a call that has to be refused. */
export function faultOf({ status, body }: SoapReply): readonly [string, string] {
  assert.deepEqual([status, body.name], [500, 'Fault'], JSON.stringify(body));
  return [textOf(body, 'faultcode') ?? '', textOf(body, 'faultstring') ?? ''];
}

export const deployXml = (zip: Uint8Array, options = ''): string =>
  `<m:ZipFile>${Buffer.from(zip).toString('base64')}</m:ZipFile><m:DeployOptions><m:rollbackOnError>true</m:rollbackOnError><m:singlePackage>true</m:singlePackage>${options}</m:DeployOptions>`;

export async function startDeploy(world: World, zip: Uint8Array, options = ''): Promise<string> {
  return textOf(await result(world, 'deploy', deployXml(zip, options)), 'id') ?? '';
}

/** Polls as clients do, only faster, until the deployment has ended. */
export async function ended(world: World, id: string): Promise<Element> {
  for (let turn = 0; turn < 3000; turn += 1) {
    await scheduler.wait(10);
    const status = await result(
      world,
      'checkDeployStatus',
      `<asyncProcessId>${id}</asyncProcessId><includeDetails>true</includeDetails>`,
    );
    if (textOf(status, 'done') === 'true') return status;
  }
  throw new Error('the deployment does not end');
}

export async function deploy(world: World, files: readonly PackageFile[], options = ''): Promise<Element> {
  return ended(world, await startDeploy(world, zipOf(files), options));
}
