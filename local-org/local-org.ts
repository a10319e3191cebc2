/** The front door of the local org: a Salesforce-compatible org on this machine, on the loopback interface alone. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { application } from './application.ts';
import { type Bulk, openBulk } from './bulk/bulk.ts';
import { type Deployments, openDeployments } from './deploy/deploy.ts';
import {
  administratorUsername,
  type Clock,
  type Engine,
  type LockOptions,
  openEngine,
  type PackageFile,
} from './engine/engine.ts';
import { type Allowance, listen, openUsage, type Usage } from './http/http.ts';
import { type Client, openLogin, openPasswords, openTokens } from './oauth/oauth.ts';
import { type BuildOptions, type PageBuilds, pageBuilds } from './pages/pages.ts';
import { openTroubles, troubledEngine, type Troubles } from './trouble/trouble.ts';

export { movableClock, type MovableClock } from './clock/clock.ts';
export { readPackage } from './deploy/deploy.ts';
export { type Clock, type Engine, type LockOptions, type PackageFile } from './engine/engine.ts';
export type { RuleInput, Troubles } from './trouble/trouble.ts';

export interface LocalOrgOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** SQLite file of the org, made when it is not there; data of bulk jobs lies beside it. Absent: in memory. */
  readonly file?: string;
  /** The machine's clock by default; tests hold one of their own, and that of `movableClock` is set by `POST /local-org/clock`. */
  readonly clock?: Clock;
  /** Deployed before the org answers its first request; an org that cannot take it does not start. */
  readonly deploy?: readonly PackageFile[];
  /** The same, but only into an org that has no custom objects yet. */
  readonly deployWhenEmpty?: readonly PackageFile[];
  /** Of the app that signs in without a person. Its secret is random unless it is given. */
  readonly client?: Partial<Client>;
  /** A session's life since its last request, two hours by default. */
  readonly sessionMs?: number;
  /** How long transactions hold and wait for rows that others want too. */
  readonly locks?: LockOptions;
  /** What the org may use in a day, where that differs from an Enterprise org. */
  readonly allowances?: Partial<Record<Allowance, number>>;
  /** Where the Lightning pages keep their built components, and who is told how far a build is; `.cache/lwc` by default. */
  readonly pages?: Partial<BuildOptions>;
  /** Told about defects of the org, which answers 500; standard error by default. */
  readonly report?: (error: unknown) => void;
}

export interface LocalOrg extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  readonly organizationId: string;
  readonly admin: { readonly id: string; readonly username: string; readonly accessToken: string };
  readonly client: Client;
  readonly engine: Engine;
  /** The built Lightning components; `current()` builds what is deployed before somebody opens a page. */
  readonly builds: PageBuilds;
  readonly troubles: Troubles;
  /** A new token of a user, for tests and for links that open a browser. */
  tokenFor(username: string): string;
  /** Lets a user sign in by SOAP login and by the username-password flow, too; nobody has a password at first. */
  setPassword(username: string, password: string): void;
  /** Stops between two chunks of a running bulk job; nothing stays open. */
  close(): Promise<void>;
}

/** A deployment that an org refused at its start, with the places. */
export class DeployError extends Error {}

const systemClock: Clock = { now: () => Date.now() };
const twoHoursMs = 2 * 60 * 60 * 1000;
const pagesCache = fileURLToPath(new URL('../.cache/lwc', import.meta.url));

function reportToStandardError(error: unknown): void {
  process.stderr.write(`local-org: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

function deployAtStart(engine: Engine, files: readonly PackageFile[]): void {
  const outcome = engine.deploy(files, { checkOnly: false });
  if (outcome.success) return;
  const problems = outcome.messages
    .filter((message) => !message.success)
    .map(({ fileName, fullName, problem }) => `${fileName} ${fullName}: ${problem ?? 'refused'}`);
  throw new DeployError(`The package cannot be deployed.\n${problems.join('\n')}`);
}

function activeUser(engine: Engine, username: string): string {
  const user = engine.findUser(username);
  if (user === undefined) throw new Error(`The org has no active user ${username}.`);
  return user.id;
}

/** Who the org belongs to: made with it, may do everything. */
function administratorOf(engine: Engine): { readonly id: string; readonly username: string } {
  const administrator = engine.findUser(administratorUsername);
  if (administrator === undefined) throw new Error(`The org has no active user ${administratorUsername}.`);
  return { id: administrator.id, username: administrator.username };
}

/** Runs the steps from the last to the first, all of them even when one fails. */
async function unwind(steps: readonly (() => Promise<void> | void)[]): Promise<void> {
  let failure: unknown;
  for (const step of steps.toReversed()) {
    try {
      await step();
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure instanceof Error) throw failure;
}

interface Opened {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly usage: Usage;
  readonly bulk: Bulk;
  readonly deployments: Deployments;
  readonly troubles: Troubles;
  readonly administrator: { readonly id: string; readonly username: string };
}

/** Opens what lives without HTTP; each part adds how it is closed. */
function openParts(options: LocalOrgOptions, closing: (() => Promise<void> | void)[]): Opened {
  const clock = options.clock ?? systemClock;
  const report = options.report ?? reportToStandardError;
  const troubles = openTroubles();
  const kept = openEngine({
    clock,
    ...(options.file === undefined ? {} : { file: options.file }),
    ...(options.locks === undefined ? {} : { locks: options.locks }),
  });
  closing.push(() => {
    kept.close();
  });
  const engine = troubledEngine(kept, troubles);
  const isEmpty = ![...engine.schema().objects.values()].some(({ custom }) => custom);
  const files = options.deploy ?? (isEmpty ? options.deployWhenEmpty : undefined);
  if (files !== undefined) deployAtStart(engine, files);
  const usage = openUsage(engine, clock, options.allowances);
  closing.push(() => {
    usage.save();
  });
  troubles.connect({ locks: engine.locks, usage });
  const administrator = administratorOf(engine);
  const bulk = openBulk({
    engine,
    clock,
    usage,
    report,
    ...(options.file === undefined ? {} : { folder: `${options.file}-bulk` }),
    failure: (object, rowsDone) => troubles.takeJob(object, rowsDone),
  });
  closing.push(() => bulk.close());
  closing.push(() => {
    engine.locks.close();
  });
  const deployments = openDeployments({ engine, report });
  closing.push(() => deployments.close());
  return { engine, clock, usage, bulk, deployments, troubles, administrator };
}

/** Starts an org and resolves when it answers. */
export async function startLocalOrg(options: LocalOrgOptions = {}): Promise<LocalOrg> {
  const closing: (() => Promise<void> | void)[] = [];
  try {
    const opened = openParts(options, closing);
    const { engine, clock, administrator, troubles } = opened;
    const tokens = openTokens(engine, clock, options.sessionMs ?? twoHoursMs);
    const builds = pageBuilds(engine, { cacheFolder: pagesCache, ...options.pages });
    const client: Client = {
      clientId: 'todoku',
      clientSecret: randomBytes(24).toString('hex'),
      runAs: administrator.username,
      ...options.client,
    };
    const listening = await listen(options.port ?? 0, (origin) => {
      engine.serveAt(origin);
      return application({
        ...opened,
        login: openLogin({ engine, clock, tokens, client, origin, administrator: { userId: administrator.id } }),
        builds,
        administrator: { userId: administrator.id },
        isAdministrator: ({ userId }) => userId === administrator.id,
        report: options.report ?? reportToStandardError,
      });
    });
    closing.push(() => listening.close());
    return {
      url: listening.origin,
      organizationId: engine.organizationId,
      admin: { ...administrator, accessToken: tokens.issue(administrator.id) },
      client,
      engine,
      builds,
      troubles,
      tokenFor: (username) => tokens.issue(activeUser(engine, username)),
      setPassword: (username, password) => {
        openPasswords(engine).set(activeUser(engine, username), password);
      },
      close: () => unwind(closing),
      [Symbol.asyncDispose]: () => unwind(closing),
    };
  } catch (error) {
    await unwind(closing);
    throw error;
  }
}
