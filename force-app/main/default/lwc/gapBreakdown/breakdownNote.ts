/** What is said below the total of a breakdown. Pure. */
import { minus, sum } from 'c/gapMath';
import type { Gap } from 'c/gapQuery';
import { fill, labels, sentences } from 'c/labels';
import { formatAmount, roundingNote, type ShownSum, type Unit } from 'c/moneyFormat';

/** Empty where nothing is to be said. */
export function noteOf(gap: Gap, unit: Unit): string {
  const parts = [againstWhat(gap, unit), roundingNote(sumsOf(gap), unit)];
  return sentences(...parts.filter((part) => part !== ''));
}

/** The columns of amounts; none where not all rows could be read. */
function sumsOf(gap: Gap): readonly ShownSum[] {
  if (gap.kind === 'budget') {
    const { figures, members } = gap;
    if (members.lines.length < members.total) return [];
    const landings = [...members.lines.map(({ landing }) => landing), figures.judgement];
    return [
      { parts: members.lines.map(({ target }) => target), total: figures.plan },
      { parts: members.lines.map(({ actual }) => actual), total: figures.actual },
      { parts: landings, total: figures.landing },
    ];
  }
  const { figures, projects, opportunities } = gap;
  if (projects.lines.length + opportunities.lines.length < projects.total + opportunities.total) return [];
  const budgets = projects.lines.map(({ budget }) => budget);
  const expected = [...projects.lines, ...opportunities.lines].map((line) => line.expected);
  const landings = [
    ...projects.lines.map(({ landing }) => landing),
    ...opportunities.lines.map(({ counted }) => counted),
  ];
  return [
    { parts: budgets, total: sum(budgets) },
    { parts: projects.lines.map(({ actual }) => actual), total: figures.actual },
    { parts: expected, total: sum(expected) },
    { parts: landings, total: figures.landing },
  ];
}

/** What the total is against, where the rows' targets do not add up to the target above and all rows could be read. */
function againstWhat(gap: Gap, unit: Unit): string {
  const { target } = gap.figures;
  const ofRows = targetsOfRows(gap);
  if (ofRows === null || target === null) return '';
  const apart = minus(ofRows, target);
  if (apart === 0) return '';
  const [less, more] =
    gap.kind === 'target'
      ? [labels.breakdownLinesLess, labels.breakdownLinesMore]
      : [labels.breakdownMembersLess, labels.breakdownMembersMore];
  const [all = '', by = '', above = ''] = [ofRows, Math.abs(apart), target].map((amount) => formatAmount(amount, unit));
  return fill(apart < 0 ? less : more, all, by, above);
}

function targetsOfRows(gap: Gap): number | null {
  if (gap.kind === 'budget') return gap.figures.plan;
  const { lines, total } = gap.projects;
  return total === 0 || lines.length < total ? null : sum(lines.map(({ budget }) => budget));
}
