/** A waterfall in pixels of the measured width: two totals, and between them steps that begin where the last one ended. */
import lang from '@salesforce/i18n/lang';
import { FONT_PX, hatchPath, textWidth, type Box } from 'c/chartShapes';

export interface Step {
  readonly key: string;
  readonly name: string;
  /** As it is printed at the step. */
  readonly text: string;
  readonly amount: number;
  readonly isTotal: boolean;
}

export interface PlacedStep {
  readonly key: string;
  readonly box: Box;
  readonly hatch: string;
  readonly className: string;
  readonly x: number;
  readonly textY: number;
  readonly text: string;
  /** One line or two, cut where there is no room; the table has it whole. */
  readonly names: readonly { readonly key: string; readonly text: string; readonly y: number }[];
  /** From this step's end to the next one's beginning. */
  readonly link: { readonly x1: number; readonly x2: number; readonly y: number } | undefined;
}

export interface Waterfall {
  readonly width: number;
  readonly height: number;
  readonly baseY: number;
  /** True when the scale does not begin at zero: the totals are cut, so that the steps can be seen. */
  readonly isCut: boolean;
  readonly steps: readonly PlacedStep[];
}

const PLOT_PX = 130;
const TOP_PX = 18;
const LINE_PX = 14;
const BAR = 0.72;
const MOST_PX = 84;
/** The scale is cut where all levels lie in its upper part, and this share of their range stays below them. */
const CUT_ABOVE = 0.4;
const FOOT = 0.6;

export function waterfallGeometry(steps: readonly Step[], width: number): Waterfall {
  const levels = levelsOf(steps);
  const ends = levels.flatMap(({ from, to }, index) => (steps[index]?.isTotal === true ? [to] : [from, to]));
  const [highest, lowest] = [Math.max(0, ...ends), Math.min(...ends)];
  const isCut = lowest > highest * CUT_ABOVE && lowest < highest;
  const base = isCut ? lowest - (highest - lowest) * FOOT : Math.min(0, lowest);
  const scale = highest === base ? 0 : PLOT_PX / (highest - base);
  const at = (level: number): number => TOP_PX + (highest - level) * scale;
  const place = width / Math.max(1, steps.length);
  const size = Math.min(place * BAR, MOST_PX);
  const baseY = TOP_PX + PLOT_PX;
  const names = steps.map(({ name }) => linesOf(name, place));
  const lineCount = Math.max(1, ...names.map(({ length }) => length));
  const placed = steps.map((step, index): PlacedStep => {
    const { from, to } = levels[index] ?? { from: 0, to: 0 };
    const middle = (index + 0.5) * place;
    const start = step.isTotal && isCut ? base : from;
    const box = { x: middle - size / 2, y: at(Math.max(start, to)), width: size, height: Math.abs(to - start) * scale };
    return {
      key: step.key,
      box,
      hatch: step.isTotal ? hatchPath(box) : '',
      className: step.isTotal ? 'total' : step.amount < 0 ? 'down' : 'up',
      x: middle,
      textY: box.y - 4,
      text: textWidth(step.text) <= place ? step.text : '',
      names: (names[index] ?? []).map((text, line) => ({
        key: `${step.key} ${line}`,
        text,
        y: baseY + (line + 1) * LINE_PX,
      })),
      link:
        index === steps.length - 1 ? undefined : { x1: middle + size / 2, x2: middle + place - size / 2, y: at(to) },
    };
  });
  return { width, height: baseY + lineCount * LINE_PX + 4, baseY, isCut, steps: placed };
}

function levelsOf(steps: readonly Step[]): readonly { readonly from: number; readonly to: number }[] {
  let level = 0;
  return steps.map(({ amount, isTotal }) => {
    const from = isTotal ? 0 : level;
    level = isTotal ? amount : level + amount;
    return { from, to: level };
  });
}

const words = new Intl.Segmenter(lang, { granularity: 'word' });

/** Between words where it has several, and each line as much of it as there is room for. */
function linesOf(name: string, place: number): readonly string[] {
  const room = place - FONT_PX / 2;
  let first = '';
  for (const { segment } of words.segment(name)) {
    if (first !== '' && textWidth((first + segment).trimEnd()) > room) break;
    first += segment;
  }
  const lines = [first.trim(), name.slice(first.length).trim()];
  return lines.map((line) => fitting(line, room)).filter((line) => line !== '');
}

function fitting(name: string, room: number): string {
  if (textWidth(name) <= room) return name;
  let cut = name;
  while (cut !== '' && textWidth(`${cut}…`) > room) cut = cut.slice(0, -1);
  return cut.length < 2 ? '' : `${cut}…`;
}
