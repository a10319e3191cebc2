/** `approve`: a person lets through, once and by name, what the guards of a run have refused. */
import { systemClock } from '../clock.ts';
import { heldLines } from '../plan/plan.ts';
import { approve } from '../run/run.ts';
import type { Answer, Options } from './answer.ts';
import { personOf } from './answer.ts';
import type { Place } from './compose.ts';
import { openExisting, placeOf } from './compose.ts';
import { exitCodes } from './exit.ts';
import { runningService } from './remote.ts';

export async function approved(options: Options): Promise<Answer> {
  const place = placeOf(options);
  const order = {
    run: options.run ?? '',
    by: personOf(options),
    reason: options.reason ?? '',
    only: options.only,
    rows: options.rows === true ? ('all' as const) : options.rows,
  };
  const service = await runningService(place.warehouseFile);
  const { approvals, rows } = service === undefined ? await here(place, order) : await service.approve(order);
  const lines = approvals.map(
    ({ sync, guard, amount }) => `  ${guard} ${sync === '' ? 'of the project' : `of ${sync}`}: up to ${amount}`,
  );
  lines.push(...rows.flatMap(({ row }) => heldLines(row)));
  return {
    text: [
      `Approved by ${order.by} for ${rows.length > 0 ? 'the rows as they are' : 'the next push, and for no other'}:`,
      ...lines,
    ].join('\n'),
    json: { approvals, rows },
    exitCode: exitCodes.ok,
  };
}

async function here(place: Place, order: Parameters<typeof approve>[0]): ReturnType<typeof approve> {
  await using warehouse = await openExisting(place);
  return await approve(order, warehouse, new Date(systemClock.now()));
}
