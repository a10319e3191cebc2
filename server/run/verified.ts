import type { MappedSync, SyncVerdict } from '../model/model.ts';
import type { Checked } from '../record/record.ts';
import { verify } from '../verify/verify.ts';
import type { Prepared } from './prepare.ts';
import type { RunSession } from './session.ts';

/** `openRows`: undefined when the run has loaded nothing. */
export function verified(
  session: RunSession,
  syncs: readonly MappedSync[],
  loadedBy: string | undefined,
  openRows: ReadonlyMap<string, number> | undefined,
): Promise<readonly SyncVerdict[]> {
  const { options, parts, run } = session;
  return verify(
    {
      run,
      loadedBy,
      syncs,
      openRows,
      isPartial: (options.only ?? []).length > 0,
      isDeep: options.isDeep === true || openRows === undefined,
    },
    { ...parts, onSync: session.onSync('verify') },
  );
}

export function checkedOf(
  session: RunSession,
  prepared: Prepared,
  mapped: readonly MappedSync[],
  verdicts: readonly SyncVerdict[],
): readonly Checked[] {
  const common = {
    project: session.project.name,
    sourceAsOf: prepared.sourceAsOf,
    checkedAt: new Date(session.parts.clock.now()),
  };
  return mapped.flatMap((one) => {
    const verdict = verdicts.find((item) => item.sync === one.sync.name);
    return verdict === undefined ? [] : [{ ...common, mapped: one, verdict }];
  });
}
