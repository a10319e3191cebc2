/** Everything that a push needs, from credentials to field permissions, looked at before somebody misses it. Writes nothing. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { OrgAccess } from '../config.ts';
import type { Mail } from '../mail/mail.ts';
import { mailMissing } from '../mail/mail.ts';
import type { Org } from '../org/org.ts';
import { checkProject } from '../run/run.ts';
import type { Project } from '../syncs/syncs.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { Finding } from './finding.ts';
import { failure, skipped } from './finding.ts';
import { orgFindings } from './org.ts';

export type { Finding, FindingState } from './finding.ts';

export interface Patient {
  readonly readProject: () => Project;
  /** Raw files elsewhere than in the project. */
  readonly rawDir: string | undefined;
  readonly access: () => OrgAccess;
  readonly org: (access: OrgAccess) => Org;
  /** A warehouse in memory. */
  readonly scratch: () => Promise<Warehouse & AsyncDisposable>;
  /** Opens the warehouse that a push would use, and closes it; says what there is to say. Faults when it cannot be used. */
  readonly openWarehouse: () => Promise<string>;
  /** Looks whether the raw tables that are no files are there and as they are described; says how many. */
  readonly lookAtTables: (project: Project) => Promise<string>;
  /** Settings of the service; faults when they are wrong. */
  readonly service: () => string;
  /** Undefined when none is configured; faults when it is configured wrongly. */
  readonly mail: () => Mail | undefined;
  readonly clock: Clock;
}

/** Looks at everything, whatever the first finding is; gives the findings in the order in which a person mends them. */
export async function examine(patient: Patient): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const project = await found(findings, 'project', patient.readProject, ({ name, syncs, schedules }) => {
    return `${name}: ${syncs.length} syncs, ${schedules.length} schedules`;
  });
  if (project === undefined) {
    findings.push(skipped('sql', 'project'), skipped('raw files', 'project'));
  } else {
    await found(
      findings,
      'sql',
      () => checked(project, patient),
      ({ models }) => `${models} models and every sync can be built`,
    );
    findings.push(rawFiles(project, patient.rawDir));
  }
  await found(findings, 'warehouse', patient.openWarehouse, (says) => says);
  if (project?.tables.some(({ table }) => table !== undefined) === true) {
    await found(
      findings,
      'raw tables',
      () => patient.lookAtTables(project),
      (says) => says,
    );
  }
  const access = await found(findings, 'configuration', patient.access, ({ url, kind }) => `${url}, by ${kind}`);
  if (access?.kind === 'jwt') findings.push(keyFile(access.keyFile));
  if (access === undefined) findings.push(skipped('sign-in', 'configuration'));
  else findings.push(...(await orgFindings(patient.org(access), project, patient.clock)));
  await found(findings, 'service', patient.service, (says) => says);
  const wantsMail = project?.cycle?.digest !== undefined;
  await found(
    findings,
    'mail',
    () => mailFor(wantsMail, patient),
    (says) => says,
  );
  return findings;
}

/** Says where the digest of the week is handed over. */
async function mailFor(isWanted: boolean, patient: Patient): Promise<string> {
  const mail = patient.mail();
  if (mail !== undefined) return `${await mail.reach()} lets us in`;
  if (!isWanted) return 'none is sent';
  throw mailMissing();
}

async function checked(project: Project, { scratch }: Patient): ReturnType<typeof checkProject> {
  await using warehouse = await scratch();
  return await checkProject(project, warehouse);
}

/** Adds what came of it; gives what was found, or undefined when it could not be. */
async function found<T>(
  findings: Finding[],
  check: string,
  look: () => T | Promise<T>,
  says: (seen: T) => string,
): Promise<T | undefined> {
  try {
    const seen = await look();
    findings.push({ check, state: 'ok', says: says(seen), next: undefined });
    return seen;
  } catch (error) {
    findings.push(failure(check, error));
    return undefined;
  }
}

function rawFiles(project: Project, rawDir = project.rawDir): Finding {
  const files = project.tables.flatMap(({ file }) => (file === undefined ? [] : [join(rawDir, file)]));
  const missing = files.filter((path) => !existsSync(path));
  const check = 'raw files';
  if (missing.length === 0) {
    return { check, state: 'ok', says: `${files.length} files in ${rawDir}`, next: undefined };
  }
  const next = 'Put them there, or name the folder with --raw.';
  return { check, state: 'failed', says: `Missing: ${missing.join(', ')}.`, next };
}

/** The private key signs in as the loading user: who can read it is that user. */
function keyFile(path: string): Finding {
  const check = 'key file';
  const isOpen = process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
  if (!isOpen) return { check, state: 'ok', says: `${path} is readable by its owner alone`, next: undefined };
  return { check, state: 'warning', says: `${path} can be read by others.`, next: `Run: chmod 600 ${path}` };
}
