/** What the org lets the loading user do. */
import type { Clock } from '../clock.ts';
import type { Identity, Org, Reached } from '../org/org.ts';
import { ownObjects, reminder } from '../cycle/cycle.ts';
import { fieldOf } from '../model/model.ts';
import { quoted } from '../org/org.ts';
import type { Mismatch } from '../plan/plan.ts';
import { mismatchesOf } from '../plan/plan.ts';
import { Fault } from '../faults.ts';
import { examined } from '../replicate/replicate.ts';
import type { Project } from '../syncs/syncs.ts';
import type { Finding } from './finding.ts';
import { failure, skipped, unknown } from './finding.ts';

/** A JWT is good for three minutes; beyond this the org may find it expired, or not yet valid. */
const mostSkewMs = 60_000;
/** Of the daily API calls, in percent. */
const lowPercent = 20;

export async function orgFindings(org: Org, project: Project | undefined, clock: Clock): Promise<readonly Finding[]> {
  let reached: Reached;
  try {
    reached = await org.reach();
  } catch (error) {
    return [
      failure('sign-in', error),
      skipped('clock', 'sign-in'),
      skipped('user', 'sign-in'),
      skipped('syncs', 'sign-in'),
      skipped('pulls', 'sign-in'),
    ];
  }
  const signedIn: Finding = { check: 'sign-in', state: 'ok', says: 'The org knows the loading user.', next: undefined };
  const findings = [signedIn, clockFinding(reached, clock), ...(await userFindings(org))];
  if (project === undefined) findings.push(skipped('syncs', 'project'), skipped('pulls', 'project'));
  else {
    findings.push(...(await syncFindings(org, project)), ...(await pullFindings(org, project)));
    if (project.cycle !== undefined) findings.push(...(await weekFindings(org, project, new Date(clock.now()))));
  }
  return [...findings, allowance(org)];
}

function clockFinding({ serverTime }: Reached, clock: Clock): Finding {
  const check = 'clock';
  if (serverTime === undefined) {
    return { check, state: 'skipped', says: 'The org did not tell its time.', next: undefined };
  }
  const skewMs = Math.abs(clock.now() - serverTime.getTime());
  if (skewMs <= mostSkewMs) return { check, state: 'ok', says: 'It agrees with the org.', next: undefined };
  const says = `It differs from the org by ${Math.round(skewMs / 1000)} seconds: signing in by JWT may be refused.`;
  return { check, state: 'warning', says, next: 'Let this machine take its time from a time server (NTP).' };
}

async function userFindings(org: Org): Promise<readonly Finding[]> {
  let user: Identity;
  try {
    user = await org.identity();
  } catch (error) {
    return [failure('user', error), skipped('rights', 'user')];
  }
  const is: Finding = { check: 'user', state: 'ok', says: user.username, next: undefined };
  return [is, await rightsOf(org, user)];
}

/** The package brings it; what it does not allow, a load does not need. */
const permissionSet = 'Todoku_Integration';

async function rightsOf(org: Org, { userId }: Identity): Promise<Finding> {
  const check = 'rights';
  const sets: { readonly name: string | null; readonly isAlmighty: boolean }[] = [];
  const soql = `SELECT PermissionSet.Name, PermissionSet.PermissionsModifyAllData FROM PermissionSetAssignment WHERE AssigneeId = ${quoted(userId)}`;
  try {
    for await (const page of org.query(soql)) {
      for (const row of page) {
        const name = row['PermissionSet.Name'] ?? null;
        sets.push({ name, isAlmighty: row['PermissionSet.PermissionsModifyAllData'] === 'true' });
      }
    }
  } catch (error) {
    // A user who may not see assignments can load all the same; what matters is looked at below, field by field.
    if (!(error instanceof Fault) || error.kind === 'bug') throw error;
    return unknown(check, 'The user may not see its own permission sets.');
  }
  if (sets.some(({ isAlmighty }) => isAlmighty)) {
    const says = 'The user may modify all data: more than a load needs, and a load with a mistake does more harm.';
    return { check, state: 'warning', says, next: `Use a user with the permission set ${permissionSet} alone.` };
  }
  if (sets.some(({ name }) => name === permissionSet)) {
    return { check, state: 'ok', says: `${permissionSet} is assigned`, next: undefined };
  }
  const says = `The permission set ${permissionSet} is not assigned.`;
  return { check, state: 'warning', says, next: 'Assign it, or look below for what is missing.' };
}

async function syncFindings(org: Org, project: Project): Promise<readonly Finding[]> {
  let mismatches: readonly Mismatch[];
  try {
    mismatches = await mismatchesOf(project, (object) => org.describe(object));
  } catch (error) {
    return [failure('syncs', error)];
  }
  const wrong = mismatches.map(({ sync, message, next }): Finding => {
    return { check: sync === 'org' ? 'books' : `sync ${sync}`, state: 'failed', says: message, next };
  });
  const bad = new Set(mismatches.map(({ sync }) => sync));
  const good = project.syncs.filter(({ name }) => !bad.has(name));
  const fine = good.map(({ name, object, fields }): Finding => {
    return {
      check: `sync ${name}`,
      state: 'ok',
      says: `${fields.length} fields of ${object} can be written`,
      next: undefined,
    };
  });
  return [...wrong, ...fine];
}

/** Each pull has its own finding: right to read the object, and every field with its type. */
async function pullFindings(org: Org, { pulls }: Project): Promise<readonly Finding[]> {
  try {
    const { mapped, mismatches } = await examined(pulls, (object) => org.describe(object));
    const wrong = mismatches.map(({ pull, place, message, next }): Finding => {
      return { check: `pull ${pull}`, state: 'failed', says: `${place}: ${message}`, next };
    });
    const fine = mapped.map(({ pull, object }): Finding => {
      const says = `${pull.fields.length} fields of ${object} can be read`;
      return { check: `pull ${pull.name}`, state: 'ok', says, next: undefined };
    });
    return [...wrong, ...fine];
  } catch (error) {
    return [failure('pulls', error)];
  }
}

/** What the week reads and writes: its steps come by themselves, when nobody is there to see one refused. */
async function weekFindings(org: Org, project: Project, at: Date): Promise<readonly Finding[]> {
  const week: Project = { ...project, ...ownObjects(at) };
  const findings = [...(await syncFindings(org, week)), ...(await pullFindings(org, week)), await reminders(org)];
  // What runs keep of themselves has been looked at with the project's own syncs.
  return findings.filter(({ check }) => check !== 'books').map((one) => ({ ...one, check: `week: ${one.check}` }));
}

async function reminders(org: Org): Promise<Finding> {
  const check = 'reminders';
  try {
    const shape = await org.describe(reminder.object);
    const missing = reminder.fields.filter(
      (field) => shape === undefined || fieldOf(shape, field)?.createable !== true,
    );
    if (missing.length === 0) {
      const says = `${reminder.fields.length} fields of ${reminder.object} can be written`;
      return { check, state: 'ok', says, next: undefined };
    }
    const says = `${missing.map((field) => `${reminder.object}.${field}`).join(', ')} cannot be written.`;
    return { check, state: 'failed', says, next: `Assign the permission set ${permissionSet} to the loading user.` };
  } catch (error) {
    return failure(check, error);
  }
}

function allowance(org: Org): Finding {
  const check = 'API calls';
  const { daily } = org.usage();
  if (daily === undefined) {
    return { check, state: 'skipped', says: 'The org did not tell how many are left.', next: undefined };
  }
  const { used, allowed } = daily;
  const left = allowed - used;
  const says = `${left} of ${allowed} are left for today`;
  if (left * 100 >= allowed * lowPercent) return { check, state: 'ok', says, next: undefined };
  return {
    check,
    state: 'warning',
    says: `Only ${says}.`,
    next: 'Find out what uses them (Setup, API Usage), or push later.',
  };
}
