/** Trouble on request: requests that are turned away, answers that get lost, jobs that fail. */

export interface Trouble {
  /** Requests it concerns, by method and path (`POST /projects/p/jobs`). */
  readonly match: RegExp;
  /** How many of them. */
  readonly times: number;
  readonly what:
    | { readonly kind: 'refuse'; readonly status: number; readonly reason: string }
    /** The request is carried out, and the connection dropped before its answer. */
    | { readonly kind: 'lose-answer' }
    /** The request is carried out, and the connection breaks in the middle of its answer. */
    | { readonly kind: 'cut-answer' }
    /** Nothing is done, and no answer ever comes. */
    | { readonly kind: 'silence' }
    /** The connection is dropped before anything is done. */
    | { readonly kind: 'drop' }
    /** The job is made, and fails while it runs. */
    | { readonly kind: 'fail-job'; readonly reason: string; readonly message?: string };
}

/** Trouble in the middle of a job: everything before its last statement has been carried out. */
export interface ScriptTrouble {
  /** Script that it concerns, once. */
  readonly sql: RegExp;
  /** Told when it is met. The job goes on when this resolves, and fails when it rejects. */
  readonly met: () => Promise<void>;
}

export class Troubles {
  readonly #open: { trouble: Trouble; left: number }[] = [];
  readonly #scripts = new Set<ScriptTrouble>();

  add(trouble: Trouble): void {
    this.#open.push({ trouble, left: trouble.times });
  }

  addToScript(trouble: ScriptTrouble): void {
    this.#scripts.add(trouble);
  }

  /** What the job with this text meets before its last statement. */
  async inScript(text: string): Promise<void> {
    const found = [...this.#scripts].find(({ sql }) => sql.test(text));
    if (found === undefined) return;
    this.#scripts.delete(found);
    await found.met();
  }

  /** The trouble that this request meets, once. */
  take(method: string, path: string): Trouble['what'] | undefined {
    const found = this.#open.find(({ trouble, left }) => left > 0 && trouble.match.test(`${method} ${path}`));
    if (found === undefined) return undefined;
    found.left -= 1;
    return found.trouble.what;
  }

  /** Whether all of it has been met. */
  get isOver(): boolean {
    return this.#scripts.size === 0 && this.#open.every(({ left }) => left === 0);
  }
}
