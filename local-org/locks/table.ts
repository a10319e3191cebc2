/** Who holds which row, and who waits for it, in the order in which they came. */

/** A line of work whose transactions follow one another, such as a bulk job: what it still holds it may write again. */
export type Line = object;

/** One transaction that wants rows. Those who came first are served first, so nobody waits in a circle. */
export interface Turn {
  readonly line: Line;
  readonly ticket: number;
}

/** Rows that were taken together and are given up together. */
export interface Hold {
  readonly line: Line;
}

interface Row {
  owner: Hold | undefined;
  /** By ticket. */
  readonly queue: Turn[];
}

interface Waiting {
  readonly ids: Set<string>;
  wake: () => void;
}

export class LockTable {
  private readonly rows = new Map<string, Row>();
  private readonly waiting = new Map<Turn, Waiting>();

  /** True when the row may be written now: free and nobody came before, or the line's own and nobody waits for it. */
  isFree(id: string, turn: Turn): boolean {
    const row = this.rows.get(id);
    if (row === undefined) return true;
    const [first] = row.queue;
    if (row.owner === undefined) return first === undefined || first === turn;
    return row.owner.line === turn.line && first === undefined;
  }

  /** From now on the rows are this hold's, whoever had them. */
  hold(ids: Iterable<string>, hold: Hold): void {
    for (const id of ids) this.rowOf(id).owner = hold;
  }

  /** Gives up what the hold still has of these rows, and wakes those whose turn it is. */
  release(ids: Iterable<string>, hold: Hold): void {
    const next = new Set<Turn>();
    for (const id of ids) {
      const row = this.rows.get(id);
      if (row?.owner !== hold) continue;
      row.owner = undefined;
      this.tidy(id, row, next);
    }
    this.wakeThose(next);
  }

  /** Waits for more rows, keeping its places; `wake` is called when all of them are free for it. */
  queue(ids: Iterable<string>, turn: Turn, wake: () => void): void {
    const waiting = this.waiting.get(turn) ?? { ids: new Set(), wake };
    waiting.wake = wake;
    this.waiting.set(turn, waiting);
    for (const id of ids) {
      if (waiting.ids.has(id)) continue;
      waiting.ids.add(id);
      const { queue } = this.rowOf(id);
      const place = queue.findIndex((other) => other.ticket > turn.ticket);
      queue.splice(place === -1 ? queue.length : place, 0, turn);
    }
  }

  /** Gives up all its places. */
  leave(turn: Turn): void {
    const next = new Set<Turn>();
    for (const id of this.waiting.get(turn)?.ids ?? []) {
      const row = this.rows.get(id);
      if (row === undefined) continue;
      row.queue.splice(row.queue.indexOf(turn), 1);
      this.tidy(id, row, next);
    }
    this.waiting.delete(turn);
    this.wakeThose(next);
  }

  private rowOf(id: string): Row {
    let row = this.rows.get(id);
    if (row === undefined) this.rows.set(id, (row = { owner: undefined, queue: [] }));
    return row;
  }

  private tidy(id: string, row: Row, next: Set<Turn>): void {
    const [first] = row.queue;
    if (first !== undefined) next.add(first);
    else if (row.owner === undefined) this.rows.delete(id);
  }

  private wakeThose(turns: Iterable<Turn>): void {
    for (const turn of turns) {
      const waiting = this.waiting.get(turn);
      if (waiting !== undefined && [...waiting.ids].every((id) => this.isFree(id, turn))) waiting.wake();
    }
  }
}
