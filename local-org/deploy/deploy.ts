/** Metadata deployments by REST. The SOAP calls (deploy, checkDeployStatus, retrieve) will answer from the same deployments. */
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { ApiError, type Engine, type PackageFile, type Session } from '../engine/engine.ts';
import { answerError, newPlatformId, notFound, readMultipart, sessionOf, versionOf } from '../http/http.ts';
import { limits, readPackage } from './package.ts';
import { type Deployment, type DeployOptions, deployResult } from './result.ts';

export { readPackage } from './package.ts';

export interface DeployContext {
  readonly engine: Engine;
  readonly isAdministrator: (session: Session) => boolean;
  /** Told about defects of this org; the deployment that ran into one is Failed. */
  readonly report: (error: unknown) => void;
}

const optionsSchema = z.looseObject({
  checkOnly: z.boolean().default(false),
  ignoreWarnings: z.boolean().default(false),
  rollbackOnError: z.boolean().default(true),
  testLevel: z.string().nullish(),
});

/** This org is a production org, which takes all or nothing and no NoTestRun (Running Tests in a Deployment). */
function parseOptions(entity: Buffer | undefined): DeployOptions {
  let value: unknown;
  try {
    value = JSON.parse(entity?.toString('utf8') ?? '');
  } catch {
    throw new ApiError(400, 'JSON_PARSER_ERROR', "The part 'entity_content' is missing or no JSON.");
  }
  const parsed = z.looseObject({ deployOptions: optionsSchema }).safeParse(value);
  if (!parsed.success) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', "The part 'entity_content' has to hold deployOptions."); // text unverified
  }
  const { testLevel, checkOnly, ignoreWarnings, rollbackOnError } = parsed.data.deployOptions;
  if (testLevel === 'NoTestRun') {
    throw new ApiError(400, 'INVALID_OPERATION', 'testLevel of NoTestRun cannot be used in production organizations');
  }
  if (!rollbackOnError) {
    throw new ApiError(400, 'INVALID_OPERATION', 'rollbackOnError has to be true in production organizations'); // text unverified
  }
  return { checkOnly, ignoreWarnings, rollbackOnError };
}

/** Deployments of this org, the last twenty; kept in its file so that their ids stay valid. */
function openDeployments(engine: Engine): {
  save: (deployment: Deployment) => void;
  get: (id: string) => Deployment | undefined;
} {
  const key = 'deployments';
  const kept = (): Deployment[] => JSON.parse(engine.settings.get(key) ?? '[]') as Deployment[]; // only save() writes this key
  const keep = (deployments: readonly Deployment[]): void => {
    engine.settings.set(key, JSON.stringify(deployments.slice(-20)));
  };
  // A deployment that was not finished when the org stopped changed nothing: deployments are all or nothing.
  const stopped = { statusCode: 'UNKNOWN_EXCEPTION', message: 'The org was stopped before the deployment was done.' };
  keep(
    kept().map((one) => (one.finishedAt === undefined ? { ...one, finishedAt: one.createdAt, error: stopped } : one)),
  );
  return {
    save: (deployment) => {
      const others = kept().filter(({ id }) => id !== deployment.id);
      keep([...others, deployment]);
    },
    get: (id) => kept().find((deployment) => deployment.id.slice(0, 15) === id.slice(0, 15)),
  };
}

function run(context: DeployContext, deployment: Deployment, files: readonly PackageFile[]): Deployment {
  const now = (): number => context.engine.clock.now();
  const started = { ...deployment, startedAt: now() };
  try {
    const outcome = context.engine.deploy(files, { checkOnly: deployment.options.checkOnly });
    return { ...started, finishedAt: now(), outcome };
  } catch (error) {
    if (!(error instanceof ApiError)) context.report(error);
    const [statusCode, message] =
      error instanceof ApiError ? [error.errorCode, error.message] : ['UNKNOWN_EXCEPTION', 'see the log of this org'];
    return { ...started, finishedAt: now(), error: { statusCode, message } };
  }
}

/** Below `/services/data`: `metadata/deployRequest`. Deployments run after their reply; poll for the outcome. */
export function deployRouter(context: DeployContext): Router {
  const router = Router();
  const deployments = openDeployments(context.engine);
  const path = '/:version/metadata/deployRequest';

  const start = async (request: Request, response: Response): Promise<void> => {
    const session = sessionOf(response);
    if (!context.isAdministrator(session)) {
      const message = 'This user may not modify metadata through the Metadata API.'; // text unverified
      throw new ApiError(403, 'INSUFFICIENT_ACCESS', message);
    }
    const parts = await readMultipart(request, limits.zipBytes + 1);
    const content = (name: string): Buffer | undefined => parts.find((part) => part.name === name)?.content;
    const options = parseOptions(content('entity_content'));
    const zip = content('file');
    if (zip === undefined) throw new ApiError(400, 'INVALID_MULTIPART_REQUEST', "The part 'file' is missing.");
    const files = readPackage(zip);
    const { id, name } = context.engine.user(session);
    const deployment = {
      id: newPlatformId('0Af'),
      options,
      user: { id, name },
      createdAt: context.engine.clock.now(),
    };
    deployments.save(deployment);
    const result = deployResult(deployment, false);
    response.status(201).json({ id: deployment.id, deployOptions: options, deployResult: result });
    setImmediate(() => {
      deployments.save(run(context, deployment, files));
    });
  };

  router.post(path, start);
  router.get(`${path}/:id`, (request, response) => {
    versionOf(request.params.version);
    const deployment = deployments.get(request.params.id);
    if (deployment === undefined) throw notFound();
    const includeDetails = request.query['includeDetails'] === 'true';
    const result = deployResult(deployment, includeDetails);
    response.json({ id: deployment.id, deployOptions: deployment.options, deployResult: result });
  });
  router.use(answerError);
  return router;
}
