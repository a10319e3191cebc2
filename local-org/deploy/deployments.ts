/** Deployments of this org: queued, run one at a time after their reply, and kept so that their ids stay valid. */
import { ApiError, type DeployOutcome, type Engine, type PackageFile, type Session } from '../engine/engine.ts';
import { newPlatformId } from '../http/http.ts';
import { openArchive, type Archive } from './archive.ts';
import { compileComponents } from './compile.ts';
import type { DeployOptions } from './options.ts';
import { readPackage } from './package.ts';
import { mayModifyMetadata } from './permission.ts';
import type { Deployment } from './result.ts';

export interface DeployContext {
  readonly engine: Engine;
  /** Told about defects of this org; the deployment that ran into one is Failed. */
  readonly report: (error: unknown) => void;
}

export interface Deployments {
  /** Queues a zipped package. Throws what is refused at once: no right, no zip, no package.xml. */
  start(session: Session, zip: Uint8Array, options: DeployOptions): Deployment;
  /** Queues what a validation has proven: at most ten days old, and nothing deployed since. */
  quick(session: Session, validationId: string): Deployment;
  /** A queued deployment is canceled at once, one that runs as soon as it can be. */
  cancel(session: Session, id: string): Deployment;
  find(session: Session, id: string): Deployment;
  /** Waits for the deployment that is running; what is queued stays undone. */
  close(): Promise<void>;
}

const tenDaysMs = 10 * 24 * 60 * 60 * 1000;

const unknown = (id: string): ApiError =>
  new ApiError(404, 'INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`); // text unverified

class Queue implements Deployments {
  private readonly context: DeployContext;
  private readonly archive: Archive;
  private readonly waiting: { readonly id: string; readonly files: readonly PackageFile[] }[] = [];
  private running: Promise<void> | undefined;
  private closed = false;

  constructor(context: DeployContext) {
    this.context = context;
    this.archive = openArchive(context.engine.settings);
  }

  private now(): number {
    return this.context.engine.clock.now();
  }

  private check(session: Session): void {
    if (mayModifyMetadata(this.context.engine, session)) return;
    const message = 'This user may not modify metadata through the Metadata API.'; // text unverified
    throw new ApiError(403, 'INSUFFICIENT_ACCESS', message);
  }

  find(session: Session, id: string): Deployment {
    this.check(session);
    if (!/^0Af\w{12}(?:\w{3})?$/.test(id)) throw new ApiError(400, 'INVALID_ID_FIELD', `Invalid deploy ID: ${id}`); // text unverified
    const found = this.archive.get(id);
    if (found === undefined) throw unknown(id);
    return found;
  }

  start(session: Session, zip: Uint8Array, options: DeployOptions): Deployment {
    this.check(session);
    const files = readPackage(zip);
    const deployment = this.enqueue(session, options, files);
    if (options.checkOnly) this.archive.keepPackage(deployment.id, zip);
    return deployment;
  }

  quick(session: Session, validationId: string): Deployment {
    const validation = this.find(session, validationId);
    const isSound = validation.options.checkOnly && validation.outcome?.success === true;
    const age = this.now() - (validation.finishedAt ?? 0);
    const zip = this.archive.packageOf(validation.id);
    if (!isSound || age > tenDaysMs || validation.generation !== this.archive.generation() || zip === undefined) {
      throw new ApiError(
        400,
        'INVALID_ID_FIELD',
        `${validationId} is not eligible for a quick deploy: it has to be a validation that succeeded within the last 10 days, with nothing deployed since`, // text unverified
      );
    }
    return this.enqueue(session, { ...validation.options, checkOnly: false }, readPackage(zip));
  }

  cancel(session: Session, id: string): Deployment {
    const deployment = this.find(session, id);
    if (deployment.finishedAt !== undefined) {
      throw new ApiError(400, 'INVALID_ID_FIELD', 'Deployment already completed'); // text unverified
    }
    const { id: userId, name } = this.context.engine.user(session);
    const canceled = { ...deployment, canceledBy: { id: userId, name } };
    const place = this.waiting.findIndex((one) => one.id === deployment.id);
    if (place >= 0) this.waiting.splice(place, 1);
    const saved = place >= 0 ? { ...canceled, finishedAt: this.now() } : canceled;
    this.archive.save(saved);
    return saved;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.running;
  }

  private enqueue(session: Session, options: DeployOptions, files: readonly PackageFile[]): Deployment {
    const { id: userId, name } = this.context.engine.user(session);
    const deployment: Deployment = {
      id: newPlatformId('0Af'),
      options,
      user: { id: userId, name },
      createdAt: this.now(),
    };
    this.archive.save(deployment);
    this.waiting.push({ id: deployment.id, files });
    this.running ??= this.work();
    return deployment;
  }

  private async work(): Promise<void> {
    try {
      for (;;) {
        await afterReply();
        const next = this.closed ? undefined : this.waiting.shift();
        if (next === undefined) return;
        await this.run(next.id, next.files);
      }
    } catch (error) {
      this.context.report(error);
    } finally {
      this.running = undefined;
    }
  }

  private async run(id: string, files: readonly PackageFile[]): Promise<void> {
    const started = this.changed(id, { startedAt: this.now() });
    try {
      await afterReply();
      const problems = await compileComponents(files);
      if (this.archive.get(id)?.canceledBy !== undefined) {
        this.changed(id, { finishedAt: this.now() });
        return;
      }
      const outcome = this.context.engine.deploy(files, {
        checkOnly: started.options.checkOnly,
        ignoreWarnings: started.options.ignoreWarnings,
        problems,
      });
      this.finish(id, outcome);
    } catch (error) {
      if (!(error instanceof ApiError)) this.context.report(error);
      const [statusCode, message] =
        error instanceof ApiError ? [error.errorCode, error.message] : ['UNKNOWN_EXCEPTION', 'see the log of this org'];
      this.changed(id, { finishedAt: this.now(), error: { statusCode, message } });
    }
  }

  private finish(id: string, outcome: DeployOutcome): void {
    const { options } = this.changed(id, { finishedAt: this.now(), outcome });
    if (!outcome.success || !options.checkOnly) this.archive.dropPackage(id);
    if (!outcome.success) return;
    if (options.checkOnly) this.changed(id, { generation: this.archive.generation() });
    else this.archive.nextGeneration();
  }

  private changed(id: string, change: Partial<Deployment>): Deployment {
    const known = this.archive.get(id);
    if (known === undefined) throw new Error(`Deployment ${id} is gone.`);
    const saved = { ...known, ...change };
    this.archive.save(saved);
    return saved;
  }
}

/** Deployments run after their reply, so that a client always sees them queued first. */
async function afterReply(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

export function openDeployments(context: DeployContext): Deployments {
  return new Queue(context);
}
