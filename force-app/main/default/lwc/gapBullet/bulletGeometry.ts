/**
 * Where everything on the bullet graph lies, in pixels of the measured width. The scale starts at zero. Labels are
 * never allowed to overlap: those that would go to another row.
 */
import { FONT_PX, hatchPath, px, textWidth, type Box } from 'c/chartShapes';

export interface BulletValues {
  readonly actual: number;
  readonly landing: number;
  readonly target: number | null;
  readonly plan: number | null;
  /** What is due by now (M7). */
  readonly due: number | null;
}

export interface BulletLabels {
  readonly actual: string;
  readonly landing: string;
  readonly target: string;
  readonly plan: string;
  readonly due: string;
}

export interface PlacedLabel {
  readonly key: string;
  readonly text: string;
  /** Where the text's end or middle stands, by `anchor`: the estimated width only keeps labels apart. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'end' | 'middle';
  readonly from: number;
  readonly to: number;
}

export interface Bullet {
  readonly width: number;
  readonly height: number;
  readonly bands: readonly (Box & { readonly key: string })[];
  readonly actual: Box;
  /** From the actual to the landing; of width zero when the landing is not above the actual. */
  readonly extension: Box;
  readonly hatch: string;
  /** A triangle that marks the landing where no extension can. */
  readonly landingMark: string | undefined;
  readonly target: Box | undefined;
  readonly plan: { readonly x: number; readonly top: number; readonly bottom: number } | undefined;
  readonly due:
    { readonly x: number; readonly top: number; readonly bottom: number; readonly mark: string } | undefined;
  readonly labels: readonly PlacedLabel[];
}

const ROW_PX = 15;
const LABEL_GAP_PX = 8;
const BAND_PX = 34;
const BAR_PX = 16;
const OVERHANG_PX = 4;
const TARGET_PX = 3;
const MARK_PX = 10;
/** Room to the right of the largest value, so that its marker does not touch the edge. */
const HEADROOM = 1.08;
/** Below this share of the target the band is darkest. */
const WEAK_BELOW = 0.8;

export function bulletGeometry(values: BulletValues, texts: BulletLabels, width: number): Bullet {
  const { actual, landing, target, plan, due } = values;
  const largest = Math.max(actual, landing, target ?? 0, plan ?? 0, due ?? 0, 0);
  const scale = largest === 0 ? 0 : width / (largest * HEADROOM);
  const at = (amount: number): number => Math.max(0, amount) * scale;
  const above = placeLabels(
    [
      { key: 'actual', text: texts.actual, x: at(actual), align: 'end' },
      { key: 'landing', text: texts.landing, x: at(landing), align: 'end' },
    ],
    width,
  );
  const below = placeLabels(
    [
      ...(target === null ? [] : [{ key: 'target', text: texts.target, x: at(target), align: 'middle' as const }]),
      ...(plan === null ? [] : [{ key: 'plan', text: texts.plan, x: at(plan), align: 'middle' as const }]),
      ...(due === null ? [] : [{ key: 'due', text: texts.due, x: at(due), align: 'middle' as const }]),
    ],
    width,
  );
  const top = above.rows * ROW_PX + OVERHANG_PX;
  const bottom = top + BAND_PX;
  const barY = top + (BAND_PX - BAR_PX) / 2;
  const extension = { x: at(actual), y: barY, width: Math.max(0, at(landing) - at(actual)), height: BAR_PX };
  return {
    width,
    height: bottom + OVERHANG_PX + Math.max(1, below.rows) * ROW_PX,
    bands: bandsOf(target === null ? undefined : at(target), width, top),
    actual: { x: 0, y: barY, width: at(actual), height: BAR_PX },
    extension,
    hatch: hatchPath(extension),
    landingMark: extension.width > 0 ? undefined : triangle(Math.max(MARK_PX / 2, at(landing)), barY),
    target:
      target === null
        ? undefined
        : { x: at(target) - TARGET_PX / 2, y: top - OVERHANG_PX, width: TARGET_PX, height: BAND_PX + 2 * OVERHANG_PX },
    plan: plan === null ? undefined : { x: at(plan), top: top + OVERHANG_PX, bottom: bottom - OVERHANG_PX },
    due: due === null ? undefined : { x: at(due), top, bottom: bottom + OVERHANG_PX, mark: triangle(at(due), top + 3) },
    labels: [
      ...above.placed.map((label) => placedLabel(label, 'end', top - OVERHANG_PX - 3 - label.row * ROW_PX)),
      ...below.placed.map((label) => placedLabel(label, 'middle', bottom + OVERHANG_PX + FONT_PX + label.row * ROW_PX)),
    ],
  };
}

function placedLabel({ key, text, from, to }: Placed, anchor: PlacedLabel['anchor'], y: number): PlacedLabel {
  return { key, text, x: anchor === 'end' ? to : (from + to) / 2, y, anchor, from, to };
}

function bandsOf(targetX: number | undefined, width: number, y: number): readonly (Box & { readonly key: string })[] {
  const edges = targetX === undefined ? [0, width] : [0, targetX * WEAK_BELOW, targetX, width];
  return ['weak', 'near', 'reached'].flatMap((name, index) => {
    const from = edges[index];
    const to = edges[index + 1];
    if (from === undefined || to === undefined || to <= from) return [];
    return [{ key: targetX === undefined ? 'reached' : name, x: from, y, width: to - from, height: BAND_PX }];
  });
}

function triangle(x: number, y: number): string {
  return `M${px(x)} ${px(y)}l${-MARK_PX / 2} -7h${MARK_PX}z`;
}

interface Wanted {
  readonly key: string;
  readonly text: string;
  readonly x: number;
  readonly align: 'end' | 'middle';
}

interface Placed {
  readonly key: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly row: number;
}

/** So far may a label be pushed from where it belongs before it goes to another row instead. */
const PUSH_PX = 64;

/**
 * From right to left, so that the target keeps its place: a label stays where it belongs when it can, is pushed inside
 * the frame or off its neighbour, and goes to the next row when that would take it too far.
 */
function placeLabels(
  wanted: readonly Wanted[],
  width: number,
): { readonly rows: number; readonly placed: readonly Placed[] } {
  const placed: Placed[] = [];
  const rightFirst = wanted.toSorted((left, right) => right.x - left.x);
  for (const { key, text, x, align } of rightFirst) {
    const size = textWidth(text);
    const ideal = Math.max(0, Math.min(width - size, align === 'end' ? x - size : x - size / 2));
    const leftIn = (row: number): number => Math.min(ideal, edgeOf(placed, row) - LABEL_GAP_PX - size);
    let row = 0;
    while (leftIn(row) < 0 || ideal - leftIn(row) > PUSH_PX) row += 1;
    placed.push({ key, text, from: leftIn(row), to: leftIn(row) + size, row });
  }
  return { rows: Math.max(0, ...placed.map((label) => label.row + 1)), placed };
}

/** Where the leftmost label of a row begins; an empty row has room to the end. */
function edgeOf(placed: readonly Placed[], row: number): number {
  return Math.min(...placed.filter((label) => label.row === row).map((label) => label.from));
}
