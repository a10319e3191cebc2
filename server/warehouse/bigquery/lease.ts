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
const heldMs = heldMinutes * 60_000;
const renewEveryMs = 60_000;

const purpose: Purpose = { what: 'take the lease', step: 'lease', isSmall: true };
const until = `TIMESTAMP_ADD(CURRENT_TIMESTAMP(), INTERVAL ${heldMinutes} MINUTE)`;

/** A lease that is held: by whom, and how far it is good. */
interface Held {
  readonly stop: AbortController;
  /** By our clock, from before it was asked for: BigQuery's own end of it is a little later. */
  endsAt: number;
  isLost: boolean;
  /** Why it was last not renewed. */
  trouble: unknown;
}

export class Lease {
  readonly #engine: Engine;
  readonly #clock: Clock;
  readonly #holder = randomUUID();
  /** As others read it: `host, process 123`. */
  readonly #machine = `${hostname()}, process ${process.pid}`;
  #held: Held | undefined;
  #keeping: Promise<void> = Promise.resolve();

  /** `engine`: one of its own, which asks no lease before its jobs. */
  constructor(engine: Engine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  /** Faults when another runner holds it. Held until `release`, or until this process is gone for five minutes. */
  async take(): Promise<void> {
    await this.#letGo();
    const asked = this.#clock.now();
    try {
      await this.#enter();
    } catch (error) {
      await this.#giveBack(); // the row may be ours although the answer was lost: nobody should wait for its end
      throw error;
    }
    this.#held = { stop: new AbortController(), endsAt: asked + heldMs, isLost: false, trouble: undefined };
    this.#keeping = this.#keep(this.#held);
  }

  /** Whatever becomes of it, what was done under the lease is done: a row that stays ends by itself. */
  async release(): Promise<void> {
    if (this.#held === undefined) return;
    await this.#letGo();
    await this.#giveBack();
  }

  /** Faults when the lease that was taken is no longer ours; asked before each job, so that no step follows. */
  async check(): Promise<void> {
    const held = this.#held;
    if (held === undefined) return;
    if (held.isLost) throw this.#lost(held);
    if (this.#clock.now() < held.endsAt) return;
    await this.confirm(); // renewals have failed, or this machine has slept: perhaps nobody else has come
  }

  /** Asks the dataset itself. */
  async confirm(): Promise<void> {
    const held = this.#held;
    if (held === undefined) return;
    await this.#renew(held);
    if (held.isLost) throw this.#lost(held);
  }

  /** Fails inside a transaction whose runner has lost its lease: what another has begun is not undone. */
  get assertion(): string {
    return `ASSERT EXISTS(SELECT 1 FROM ${this.#engine.table('lease')} WHERE holder = ${text(this.#holder)}) AS 'lease lost'`;
  }

  async #enter(): Promise<void> {
    const table = this.#engine.table('lease');
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
  }

  async #letGo(): Promise<void> {
    this.#held?.stop.abort();
    this.#held = undefined;
    await this.#keeping;
  }

  async #giveBack(): Promise<void> {
    const table = this.#engine.table('lease');
    try {
      await this.#engine.run(`DELETE FROM ${table} WHERE holder = ${text(this.#holder)}`, {
        ...purpose,
        what: 'give the lease back',
      });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
    }
  }

  /** A renewal that fails is tried again at the next turn: the lease is good for some of them. */
  async #keep(held: Held): Promise<void> {
    const { signal } = held.stop;
    while (!signal.aborted && !held.isLost) {
      try {
        await this.#clock.sleep(renewEveryMs, signal);
        await this.#renew(held);
      } catch (error) {
        held.trouble = error; // told by `check`, once the lease has ended
      }
    }
  }

  async #renew(held: Held): Promise<void> {
    const asked = this.#clock.now();
    const changed = await this.#engine.run(
      `UPDATE ${this.#engine.table('lease')} SET until = ${until} WHERE holder = ${text(this.#holder)}`,
      { ...purpose, what: 'renew the lease' },
    );
    if (changed === 0) held.isLost = true;
    else held.endsAt = asked + heldMs;
  }

  #inUse(machine: string, ends: Date): Fault {
    return new Fault('transient', 'warehouse-in-use', `${machine} is using the warehouse.`, {
      next: `Wait until it has finished, then try again; should it have been killed, the lease ends at ${ends.toISOString()}.`,
      place: this.#place,
    });
  }

  #lost({ trouble }: Held): Fault {
    const why = trouble instanceof Error ? ` The last renewal failed: ${trouble.message}` : '';
    return new Fault('transient', 'lease-lost', `Another runner has taken the warehouse meanwhile.${why}`, {
      next: 'Nothing more is sent by this one. Start it again when the other has finished: what was sent is known.',
      place: this.#place,
      cause: trouble,
    });
  }

  get #place(): string {
    const { project, dataset } = this.#engine.settings;
    return `${project}.${dataset}`;
  }
}
