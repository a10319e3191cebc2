/** `doctor`: what is looked at, put together, and told. */
import { systemClock } from '../clock.ts';
import { mailSettings, orgAccess, serviceSettings } from '../config.ts';
import type { Finding, FindingState } from '../doctor/doctor.ts';
import { examine } from '../doctor/doctor.ts';
import { mailOf } from '../mail/mail.ts';
import { salesforceOrg } from '../org/salesforce.ts';
import { readProject, readWarehouse } from '../syncs/syncs.ts';
import { lookAtTables, lookAtWarehouse } from '../warehouse/place/place.ts';
import { scratchWarehouse } from './compose.ts';
import { runningService } from './remote.ts';

export interface DoctorOptions {
  readonly project: string;
  readonly raw: string | undefined;
  readonly warehouseFile: string;
}

export function diagnose({ project, raw, warehouseFile }: DoctorOptions): Promise<readonly Finding[]> {
  return examine({
    readProject: () => readProject(project),
    rawDir: raw,
    access: () => orgAccess(),
    org: (access) => salesforceOrg(access, systemClock),
    scratch: scratchWarehouse,
    openWarehouse: () => lookedAt(project, warehouseFile),
    lookAtTables: (read) => lookAtTables({ project: read, file: warehouseFile, clock: systemClock }, read.tables),
    service: () => {
      const { host, port, jobsUrl } = serviceSettings();
      return `would listen on ${host}:${port}, jobs ${jobsUrl === undefined ? 'in a folder' : 'on PostgreSQL'}`;
    },
    mail: () => mailOf(mailSettings()),
    clock: systemClock,
  });
}

async function lookedAt(project: string, file: string): Promise<string> {
  const service = await runningService(file);
  if (service !== undefined) return `${file} is with the service at ${service.url}`;
  return lookAtWarehouse({ project: readWarehouse(project), file, clock: systemClock });
}

const marks: Readonly<Record<FindingState, string>> = { ok: '✔', warning: '!', failed: '✖', skipped: '·' };

export function findingsText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.flatMap(({ check, state, says, next }) => [
    `${marks[state]} ${check.padEnd(width)}  ${says}`,
    ...(next === undefined ? [] : [`  ${' '.repeat(width)}  → ${next}`]),
  ]);
  const wrong = findings.filter(({ state }) => state === 'failed').length;
  const end = wrong === 0 ? 'A push finds what it needs.' : `${wrong} to be mended before a push can run.`;
  return [...lines, '', end].join('\n');
}
