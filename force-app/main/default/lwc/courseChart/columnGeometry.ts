/** Columns side by side above a zero line, in pixels of the measured width: actual solid, landing hatched, target outlined. */
import { FONT_PX, hatchPath, textWidth, type Box } from 'c/chartShapes';

export interface ColumnValues {
  readonly key: string;
  readonly name: string;
  readonly target: number | null;
  readonly actual: number | null;
  readonly landing: number | null;
}

export interface Column {
  readonly key: string;
  readonly actual: Box | undefined;
  readonly landing: Box | undefined;
  readonly hatch: string;
  readonly target: Box | undefined;
  /** Empty where there is no room: every name is in the table too. */
  readonly name: string;
  /** Middle of the name, which stays inside the chart. */
  readonly x: number;
}

export interface Columns {
  readonly width: number;
  readonly height: number;
  readonly zeroY: number;
  readonly nameY: number;
  readonly columns: readonly Column[];
}

const PLOT_PX = 120;
const TOP_PX = 6;
const NAME_PX = 18;
/** Shares of a column's place. */
const OUTLINE = 0.8;
const BAR = 0.5;
const MOST_PX = 72;

export function columnGeometry(values: readonly ColumnValues[], width: number): Columns {
  const amounts = values.flatMap(({ target, actual, landing }) => [target ?? 0, actual ?? 0, landing ?? 0]);
  const [highest, lowest] = [Math.max(0, ...amounts), Math.min(0, ...amounts)];
  const scale = highest === lowest ? 0 : PLOT_PX / (highest - lowest);
  const zeroY = TOP_PX + highest * scale;
  const place = width / Math.max(1, values.length);
  const boxOf = (amount: number | null, share: number, middle: number): Box | undefined => {
    if (amount === null) return undefined;
    const size = Math.min(place * share, MOST_PX * share);
    const y = zeroY - Math.max(0, amount) * scale;
    return { x: middle - size / 2, y, width: size, height: Math.abs(amount) * scale };
  };
  const every = Math.ceil(Math.max(1, ...values.map(({ name }) => textWidth(name) + FONT_PX / 2)) / place);
  const columns = values.map(({ key, name, target, actual, landing }, index) => {
    const middle = (index + 0.5) * place;
    const expected = boxOf(landing, BAR, middle);
    const shownName = index % every === 0 ? name : '';
    const half = textWidth(shownName) / 2;
    return {
      key,
      actual: boxOf(actual, BAR, middle),
      landing: expected,
      hatch: expected === undefined ? '' : hatchPath(expected),
      target: boxOf(target, OUTLINE, middle),
      name: shownName,
      x: Math.max(half, Math.min(width - half, middle)),
    };
  });
  return { width, height: TOP_PX + PLOT_PX + NAME_PX, zeroY, nameY: TOP_PX + PLOT_PX + NAME_PX - 4, columns };
}
