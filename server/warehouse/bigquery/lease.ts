/** Who may run: one row of the dataset, taken by whoever finds it free, renewed while it is held. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Clock } from '../../clock.ts';
import { Fault } from '../../faults.ts';
import { asMoment, asText } from '../row.ts';
import type { Engine, Purpose } from './engine.ts';
import { text } from './sql.ts';

/** Long enough for a renewal to be late, short enough that the end of a killed runner is soon noticed. */
const heldMinutes = 5;
const renewEveryMs = 60_000;

const purpose: Purpose = { what: 'take the lease', step: 'lease', isSmall: true };

export class Lease {
  readonly #engine: Engine;
  readonly #clock: Clock;
  readonly #holder = randomUUID();
  /** As others read it: `host, process 123`. */
  readonly #machine = `${hostname()}, process ${process.pid}`;
  #stop: AbortController | undefined;
  #keeping: Promise<void> = Promise.resolve();

  constructor(engine: Engine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  /** Faults when another runner holds it. Held until `release`, or until this process is gone for five minutes. */
  async take(): Promise<void> {
    const table = this.#engine.table('lease');
    const until = `TIMESTAMP_ADD(CURRENT_TIMESTAMP(), INTERVAL ${heldMinutes} MINUTE)`;
    // Two who come at once change the same table: BigQuery lets one of them through, and the other finds it taken.
    await this.#engine.run(
      `MERGE INTO ${table} AS l USING (SELECT 1 AS one) AS n ON TRUE
       WHEN MATCHED AND (l.until < CURRENT_TIMESTAMP() OR l.holder = ${text(this.#holder)})
         THEN UPDATE SET holder = ${text(this.#holder)}, machine = ${text(this.#machine)}, until = ${until}
       WHEN NOT MATCHED THEN INSERT (holder, machine, until) VALUES (${text(this.#holder)}, ${text(this.#machine)}, ${until})`,
      purpose,
    );
    const rows = await this.#engine.rows(
      `SELECT holder, machine, UNIX_MILLIS(until) AS until FROM ${table} ORDER BY until`,
      purpose,
    );
    const [other] = rows.filter((row) => asText(row, 'holder') !== this.#holder);
    if (other !== undefined) throw this.#inUse(asText(other, 'machine'), asMoment(other, 'until'));
    this.#stop = new AbortController();
    this.#keeping = this.#keep(this.#stop.signal);
  }

  async release(): Promise<void> {
    if (this.#stop === undefined) return;
    this.#stop.abort();
    this.#stop = undefined;
    await this.#keeping;
    await this.#engine.run(`DELETE FROM ${this.#engine.table('lease')} WHERE holder = ${text(this.#holder)}`, {
      ...purpose,
      what: 'give the lease back',
    });
  }

  /** Fails inside a transaction whose runner has lost its lease: what another has begun is not undone. */
  get assertion(): string {
    return `ASSERT EXISTS(SELECT 1 FROM ${this.#engine.table('lease')} WHERE holder = ${text(this.#holder)}) AS 'lease lost'`;
  }

  async #keep(signal: AbortSignal): Promise<void> {
    for (;;) {
      try {
        await this.#clock.sleep(renewEveryMs, signal);
      } catch (error) {
        if (signal.aborted) return;
        throw error;
      }
      await this.#engine.run(
        `UPDATE ${this.#engine.table('lease')} SET until = TIMESTAMP_ADD(CURRENT_TIMESTAMP(), INTERVAL ${heldMinutes} MINUTE)
         WHERE holder = ${text(this.#holder)}`,
        { ...purpose, what: 'renew the lease' },
      );
    }
  }

  #inUse(machine: string, until: Date): Fault {
    const { project, dataset } = this.#engine.settings;
    return new Fault('transient', 'warehouse-in-use', `${machine} is using the warehouse.`, {
      next: `Wait until it has finished, then try again; should it have been killed, the lease ends at ${until.toISOString()}.`,
      place: `${project}.${dataset}`,
    });
  }
}
