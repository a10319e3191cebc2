import { deployOptions, deployResult, type Deployments } from '../deploy/deploy.ts';
import { ApiError } from '../engine/engine.ts';
import { element, isTrue, textsOf, type Element } from '../xml.ts';
import { parameter, type Operation } from './operation.ts';

function optionsOf(body: Element): unknown {
  const given = element(body, 'DeployOptions');
  if (given === undefined) return {};
  const flat = given.children
    .filter((child) => child.text !== '')
    .map(({ name, text }) => [name, text.trim()] as const);
  return { ...Object.fromEntries(flat), runTests: textsOf(given, 'runTests') };
}

function zipOf(body: Element): Uint8Array {
  const text = parameter(body, 'ZipFile').replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw new ApiError(500, 'INVALID_FILE', 'ZipFile is not base64.'); // code unverified
  return Buffer.from(text, 'base64');
}

export function deployCalls(deployments: Deployments): Readonly<Record<string, Operation>> {
  return {
    deploy: ({ session, body }) => {
      const { id } = deployments.start(session, zipOf(body), deployOptions(optionsOf(body)));
      return { done: false, id, state: 'Queued' };
    },
    checkDeployStatus: ({ session, body }) =>
      deployResult(deployments.find(session, parameter(body, 'asyncProcessId')), isTrue(body, 'includeDetails')),
    cancelDeploy: ({ session, body }) => {
      const id = body.children.find((child) => child.name.toLowerCase() === 'string')?.text.trim();
      const canceled = deployments.cancel(session, id ?? parameter(body, 'id'));
      return { done: canceled.finishedAt !== undefined, id: canceled.id };
    },
    deployRecentValidation: ({ session, body }) => deployments.quick(session, parameter(body, 'validationId')).id,
  };
}
