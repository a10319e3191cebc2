/** The tree as the rows of a treegrid: only those that are open, each with its place among its siblings. Pure. */
import { formatDay } from 'c/dateFormat';
import { valueText, type Cause, type KpiAction, type Narrowest } from 'c/kpi';
import { fill, labels } from 'c/labels';
import { formatMoney, formatRate, formatSigned, type Unit } from 'c/moneyFormat';

export interface Cell {
  readonly key: string;
  readonly label: string;
  readonly text: string;
  readonly className: string;
}

export interface ActionLine {
  readonly key: string;
  readonly chip: string;
  readonly chipClass: string;
  readonly text: string;
}

export interface TreeRow {
  readonly id: string;
  readonly name: string;
  readonly level: number;
  /** `undefined` for a row with nothing below it. */
  readonly expanded: 'true' | 'false' | undefined;
  readonly icon: string | undefined;
  readonly place: number;
  readonly size: number;
  readonly parentId: string | undefined;
  readonly className: string;
  readonly chips: readonly string[];
  readonly cells: readonly Cell[];
  readonly actions: readonly ActionLine[];
  readonly mayRecord: boolean;
  readonly recordLabel: string;
  readonly tabIndex: 0 | -1;
}

export interface Look {
  readonly unit: Unit;
  /** What the landing is held against; every KPI below it has a target. */
  readonly heldAgainst: string;
  readonly today: string;
  readonly isOpen: (id: string) => boolean;
  readonly narrowest: Narrowest | undefined;
  readonly mayRecord: boolean;
  /** The one row that Tab comes to. */
  readonly activeId: string;
}

interface Position {
  readonly level: number;
  readonly place: number;
  readonly size: number;
  readonly parentId: string | undefined;
}

export function rowsOf(root: Cause, look: Look): readonly TreeRow[] {
  return below(root, { level: 1, place: 1, size: 1, parentId: undefined }, look);
}

function below(cause: Cause, position: Position, look: Look): readonly TreeRow[] {
  const row = rowOf(cause, position, look);
  if (row.expanded !== 'true') return [row];
  const hasRest = (cause.rest ?? 0) !== 0;
  const size = cause.causes.length + Number(hasRest);
  const child = { level: position.level + 1, size, parentId: cause.kpi.id };
  const rows = cause.causes.flatMap((one, index) => below(one, { ...child, place: index + 1 }, look));
  return [row, ...rows, ...(hasRest ? [restRow(cause, { ...child, place: size }, look)] : [])];
}

const NEGATIVE = 'number short';

function cellsOf(
  texts: Readonly<Record<'target' | 'actual' | 'rate' | 'effect', string>>,
  targetName: string,
  isShort: boolean,
): readonly Cell[] {
  const cell = (key: string, label: string, text: string, className = 'number'): Cell => ({
    key,
    label,
    text,
    className,
  });
  return [
    cell('target', targetName, texts.target),
    cell('actual', labels.kpiNow, texts.actual),
    cell('rate', labels.figureAchievement, texts.rate),
    cell('effect', labels.kpiContribution, texts.effect, isShort ? NEGATIVE : 'number'),
  ];
}

function rowOf(cause: Cause, position: Position, look: Look): TreeRow {
  const { kpi, contribution } = cause;
  const isOpen = cause.causes.length > 0 ? look.isOpen(kpi.id) : undefined;
  const isShort = (contribution ?? 0) < 0;
  const texts = {
    target: valueText(kpi, cause.target, look.unit),
    actual: valueText(kpi, cause.actual, look.unit),
    rate: formatRate(cause.rate),
    effect: formatSigned(contribution, look.unit),
  };
  return {
    id: kpi.id,
    name: kpi.name,
    ...position,
    expanded: isOpen === undefined ? undefined : isOpen ? 'true' : 'false',
    icon: isOpen === undefined ? undefined : isOpen ? 'utility:chevrondown' : 'utility:chevronright',
    className: `level-${Math.min(position.level, 6)}`,
    chips: chipsOf(cause, look),
    cells: cellsOf(texts, position.level === 1 ? look.heldAgainst : labels.figureTarget, isShort),
    actions: cause.actions.map((action) => actionLine(action, cause, look)),
    mayRecord: look.mayRecord && isShort && position.level > 1,
    recordLabel: fill(labels.kpiRecordFor, kpi.name),
    tabIndex: look.activeId === kpi.id ? 0 : -1,
  };
}

function restRow({ kpi, rest = 0 }: Cause, position: Position, look: Look): TreeRow {
  const id = `${kpi.id}-rest`;
  const texts = { target: '', actual: '', rate: '', effect: formatSigned(rest, look.unit) };
  return {
    id,
    name: labels.kpiRest,
    ...position,
    expanded: undefined,
    icon: undefined,
    className: `rest level-${Math.min(position.level, 6)}`,
    chips: [],
    cells: cellsOf(texts, labels.figureTarget, rest < 0),
    actions: [],
    mayRecord: false,
    recordLabel: '',
    tabIndex: look.activeId === id ? 0 : -1,
  };
}

function chipsOf({ kpi }: Cause, { narrowest, unit }: Look): readonly string[] {
  if (narrowest?.kpiId !== kpi.id) return [];
  const words = narrowest.isUnproven ? labels.kpiNarrowestUnproven : labels.kpiNarrowest;
  return [fill(words, formatMoney(narrowest.score, unit))];
}

/** Whether it was done, by when it is due, and what the KPI did since. */
function actionLine(action: KpiAction, { kpi, actual }: Cause, { unit, today }: Look): ActionLine {
  const { isOpen, due, owner, subject, atStart, stateName } = action;
  const isOverdue = isOpen && due !== null && due < today;
  const by = isOpen && due !== null ? [fill(labels.promiseDue, formatDay(due))] : [];
  const who = [subject, owner ?? labels.promiseNoOwner, ...by].join(' · ');
  const [from, to] = [atStart ?? undefined, actual].map((value) => valueText(kpi, value, unit));
  return {
    key: action.id,
    chip: isOverdue ? labels.promiseOverdue : stateName,
    chipClass: isOverdue ? 'chip bad' : 'chip',
    text: atStart === null || actual === undefined ? who : fill(labels.kpiActionMoved, who, from ?? '', to ?? ''),
  };
}
