/** From an order to its run. */
import type { Clock } from '../clock.ts';
import type { OrgAccess } from '../config.ts';
import type { MovedClock } from '../cycle/cycle.ts';
import { runCycle } from '../cycle/cycle.ts';
import type { Mail } from '../mail/mail.ts';
import { salesforceOrg } from '../org/salesforce.ts';
import type { RunOptions } from '../run/run.ts';
import { preview, pull, push, reportPreview, resume, retry, rollback, verifyProject } from '../run/run.ts';
import type { CarryOut } from '../schedule/schedule.ts';
import { readProject } from '../syncs/syncs.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

export interface Workplace {
  /** Project folder. */
  readonly dir: string;
  /** Raw files elsewhere than in the project. */
  readonly rawDir: string | undefined;
  readonly warehouse: Warehouse;
  /** Folder for the files of runs. */
  readonly files: string;
  readonly access: OrgAccess;
  readonly clock: Clock;
  /** Undefined: none was configured. */
  readonly mail: Mail | undefined;
  /** The same clock, where it can be moved. */
  readonly moved: MovedClock | undefined;
}

/** The project is read and the org met anew for each run: both may have changed since the last one. */
export function carryOutAt({ dir, rawDir, warehouse, files, access, clock, mail, moved }: Workplace): CarryOut {
  return async (order, { name, signal, onEvent }) => {
    const project = readProject(dir);
    const parts = { warehouse, org: salesforceOrg(access, clock), clock, dir: files };
    const { of = '' } = order;
    const options: RunOptions = {
      rawDir,
      only: order.only,
      pull: order.pull,
      isDeep: order.isDeep,
      signal,
      onEvent,
      name,
      corrections: order.corrections,
    };
    switch (order.command) {
      case 'push':
        return { result: await push(project, parts, options) };
      case 'pull':
        return { pulled: await pull(project, parts, options) };
      case 'verify':
        return { result: await verifyProject(project, parts, options) };
      case 'plan':
        return { preview: await reportPreview(await preview(project, parts, { ...options, of: order.of }), warehouse) };
      case 'retry':
        return { result: await retry(project, parts, of, order.kinds ?? [], options) };
      case 'cycle':
        return {
          cycled: await runCycle({ ...parts, project, rawDir, signal, onEvent, mail }, order.cycle ?? {}, moved),
        };
      case 'resume':
        return { result: await resume(project, parts, of, options) };
      case 'rollback':
        return { result: await rollback(project, parts, of, options) };
    }
  };
}
