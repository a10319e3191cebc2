/** Metadata deployments, and their REST resource. SOAP answers from the same deployments, so an id is good in both. */
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { ApiError } from '../engine/engine.ts';
import { answerError, isObject, readJson, readMultipart, sessionOf, versionOf } from '../http/http.ts';
import type { Deployments } from './deployments.ts';
import { deployOptions } from './options.ts';
import { limits } from './package.ts';
import { deployResult } from './result.ts';

export { openDeployments, type Deployments } from './deployments.ts';
export { deployOptions } from './options.ts';
export { limits, readPackage } from './package.ts';
export { mayModifyMetadata } from './permission.ts';
export { deployResult } from './result.ts';

function parseEntity(entity: Buffer | undefined): unknown {
  let value: unknown;
  try {
    value = JSON.parse(entity?.toString('utf8') ?? '');
  } catch {
    throw new ApiError(400, 'JSON_PARSER_ERROR', "The part 'entity_content' is missing or no JSON.");
  }
  const options = isObject(value) ? value['deployOptions'] : undefined;
  if (isObject(options)) return options;
  throw new ApiError(400, 'JSON_PARSER_ERROR', "The part 'entity_content' has to hold deployOptions."); // text unverified
}

const quickSchema = z.looseObject({ validatedDeployRequestId: z.string() });
const cancelSchema = z.looseObject({ deployResult: z.looseObject({ status: z.literal('Canceling') }) });

async function parsed<T>(request: Request, schema: z.ZodType<T>, wanted: string): Promise<T> {
  const result = schema.safeParse(await readJson(request));
  if (result.success) return result.data;
  throw new ApiError(400, 'JSON_PARSER_ERROR', `The body has to be ${wanted}.`); // text unverified
}

/** Below `/services/data`: `metadata/deployRequest`. Deployments run after their reply; poll for the outcome. */
export function deployRouter(deployments: Deployments): Router {
  const router = Router();
  const path = '/:version/metadata/deployRequest';

  router.post(path, async (request: Request, response: Response) => {
    const session = sessionOf(response);
    if (request.is('json') !== false) {
      const wanted = '{"validatedDeployRequestId": "0Af…"}';
      const { validatedDeployRequestId } = await parsed(request, quickSchema, wanted);
      const { id } = deployments.quick(session, validatedDeployRequestId);
      response.status(201).json({ id, validatedDeployRequestId });
      return;
    }
    const parts = await readMultipart(request, limits.zipBytes + 1);
    const content = (name: string): Buffer | undefined => parts.find((part) => part.name === name)?.content;
    const options = deployOptions(parseEntity(content('entity_content')));
    const zip = content('file');
    if (zip === undefined) throw new ApiError(400, 'INVALID_MULTIPART_REQUEST', "The part 'file' is missing.");
    const deployment = deployments.start(session, zip, options);
    const result = deployResult(deployment, false);
    response.status(201).json({ id: deployment.id, deployOptions: options, deployResult: result });
  });
  router.get(`${path}/:id`, (request, response) => {
    versionOf(request.params.version);
    const deployment = deployments.find(sessionOf(response), request.params.id);
    const result = deployResult(deployment, request.query['includeDetails'] === 'true');
    response.json({ id: deployment.id, deployOptions: deployment.options, deployResult: result });
  });
  router.patch(`${path}/:id`, async (request, response) => {
    const { id } = request.params;
    await parsed(request, cancelSchema, '{"deployResult": {"status": "Canceling"}}');
    const deployment = deployments.cancel(sessionOf(response), id);
    response.status(202).json({ id: deployment.id, deployResult: deployResult(deployment, true) }); // 202 unverified
  });
  router.use(answerError);
  return router;
}
