/**
 * For what streams many rows: what has been passed on is cleared away before the next comes. Left alone, Node looks when
 * its heap is full, and the bytes of buffers lie outside of it: files of 90 MB left 100 MB and more behind them.
 */

const everyBytes = 4 * 2 ** 20;

/** Clears the youngest objects, some milliseconds. Does nothing unless Node was started with `--expose-gc`, as `npx todoku` does. */
export function clearYoungest(): void {
  globalThis.gc?.({ type: 'minor' });
}

/** Passes pieces on, and clears away after every few MB. */
export async function* cleared(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of pieces) {
    yield piece;
    bytes += piece.length;
    if (bytes < everyBytes) continue;
    clearYoungest();
    bytes = 0;
  }
}
