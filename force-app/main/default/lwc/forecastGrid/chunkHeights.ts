import type { Chunk } from './gridChunks';

/** Until a row has been measured. */
const ASSUMED_ROW_PX = 38;

/** How high each chunk is, as measured when it was last drawn; before, as high as its rows are on average. */
export class ChunkHeights {
  private readonly measured = new Map<string, { readonly height: number; readonly rows: number }>();
  private readonly observer: ResizeObserver | undefined;
  private readonly watched = new Set<Element>();

  /** `frameResized` is told once the chunks of that moment are measured. */
  constructor(frameResized: () => void) {
    if (typeof ResizeObserver === 'undefined') return;
    this.observer = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) this.note(target as HTMLElement, contentRect.height);
      if (entries.some(({ target }) => !(target as HTMLElement).matches('.chunk'))) frameResized();
    });
  }

  private note(chunk: HTMLElement, height: number): void {
    const { key = '', rows = '0' } = chunk.dataset;
    if (height > 0 && rows !== '0') this.measured.set(key, { height, rows: Number(rows) });
  }

  /** The frame and the chunks that are there from now on; each chunk names itself and how many rows it has drawn. */
  watch(elements: Iterable<Element>): void {
    for (const element of elements) {
      if (this.watched.has(element)) continue;
      this.watched.add(element);
      this.observer?.observe(element);
    }
  }

  end(): void {
    this.observer?.disconnect();
    this.watched.clear();
  }

  /** Rows may be others, or wider: what was measured says nothing any more. */
  forget(): void {
    this.measured.clear();
  }

  of(chunks: readonly Chunk[]): readonly number[] {
    let height = 0;
    let rows = 0;
    for (const known of this.measured.values()) {
      height += known.height;
      rows += known.rows;
    }
    const average = rows === 0 ? ASSUMED_ROW_PX : height / rows;
    return chunks.map((chunk) => this.measured.get(chunk.key)?.height ?? average * chunk.rows.length);
  }
}
