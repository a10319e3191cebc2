/** What every chart of ours is drawn with, in pixels. Pure. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Of every text in a chart. */
export const FONT_PX = 11;
const HATCH_PX = 7;

/** Diagonals cut to the box: a pattern fill would need an id, and ids are rewritten inside a component. */
export function hatchPath({ x, y, width, height }: Box): string {
  const lines: string[] = [];
  for (let start = -height + HATCH_PX / 2; start < width; start += HATCH_PX) {
    const fromX = Math.max(0, start);
    const toX = Math.min(width, start + height);
    if (toX > fromX) {
      lines.push(
        `M${px(x + fromX)} ${px(y + height - (fromX - start))}L${px(x + toX)} ${px(y + height - (toX - start))}`,
      );
    }
  }
  return lines.join('');
}

/** To a tenth of a pixel. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

const FIRST_WIDE_CHARACTER = 0x2e80;

/** A generous estimate: Japanese is as wide as it is high, other letters a little over half. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    width += (character.codePointAt(0) ?? 0) >= FIRST_WIDE_CHARACTER ? FONT_PX : FONT_PX * 0.62;
  }
  return Math.ceil(width);
}
