/** A run of the weekly cycle's own project is not taken up by itself: its step is, which sends what is outstanding. */
import { Fault } from '../faults.ts';
import type { RunRecord, Warehouse } from '../warehouse/warehouse.ts';

/** Faults when another project than this one has made the run. */
export async function expectOwn(record: RunRecord, project: string, { cycles }: Warehouse): Promise<void> {
  if (record.project === project) return;
  const notes = await cycles.steps('');
  const note = notes.findLast(({ runs }) => runs.includes(record.run));
  if (note === undefined) {
    throw new Fault(
      'setup',
      'run-elsewhere',
      `Run ${record.run} is one of project ${record.project}, not of ${project}.`,
      {
        next: '"todoku runs" lists the runs with their projects.',
      },
    );
  }
  const { step, cycle } = note;
  throw new Fault('setup', 'run-of-cycle', `Run ${record.run} was made by step ${step} of week ${cycle}.`, {
    next: `"todoku cycle run ${step} --week ${cycle}" does the step again: it sends what is outstanding, and the rest stays.`,
  });
}
