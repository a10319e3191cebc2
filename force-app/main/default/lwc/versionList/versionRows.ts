/** What was said before what counts now: version, who, when, for whom, the note, and by how much it moved (U13). Pure. */
import { standingView } from 'c/cycleCard';
import { minus, type Amount } from 'c/gapMath';
import { fill, labels } from 'c/labels';
import { formatAmount, formatSigned, type Unit } from 'c/moneyFormat';
import type { Submission } from 'c/submissions';

/** A unit's version says this as well. */
export interface Said extends Submission {
  readonly hasAcknowledged?: boolean;
}

export interface VersionRow {
  readonly id: string;
  readonly name: string;
  readonly word: string;
  readonly icon: string;
  readonly className: string;
  readonly landing: string;
  readonly change: string;
  readonly facts: readonly string[];
}

/** Newest first. A draft says nothing yet; the one that is shown beside the list is left out. */
export function versionRows(versions: readonly Said[], shownId: string, unit: Unit): readonly VersionRow[] {
  const said = versions.filter(({ state }) => state !== 'Draft').sort(newestFirst);
  return said
    .map((one, index) => rowOf(one, said[index + 1]?.landing ?? null, unit))
    .filter(({ id }) => id !== shownId);
}

function newestFirst(left: Said, right: Said): number {
  return right.cycleKey.localeCompare(left.cycleKey) || right.version - left.version;
}

/** `before`: what the version before it said, of an earlier week for the first of a week. */
function rowOf(said: Said, before: Amount, unit: Unit): VersionRow {
  const { word, icon, className, facts } = standingView(said, false);
  const { id, landing, note, question, isLate, state } = said;
  const change = landing === null || before === null ? null : minus(landing, before);
  const more: readonly (readonly [boolean, string])[] = [
    [isLate && state !== 'Submitted', labels.standingLate],
    [note !== '', fill(labels.confirmNoteSaid, note)],
    [question !== '', fill(labels.confirmQuestion, said.decidedBy ?? '', question)],
    [said.hasAcknowledged === true, labels.unitAcknowledged],
  ];
  return {
    id,
    name: nameOf(said),
    word,
    icon,
    className,
    landing: formatAmount(landing, unit),
    change: formatSigned(change, unit),
    facts: [...facts, ...more.filter(([isSo]) => isSo).map(([, text]) => text)],
  };
}

/** 2026-W48 and 2: which version of which week. What was carried over is version 0 and called so by its state. */
function nameOf({ cycleKey, version }: Said): string {
  const [year = '', week = ''] = cycleKey.split('-W');
  const text = fill(labels.versionWeek, year, String(Number(week)));
  return version === 0 ? text : `${text} · ${fill(labels.unitVersion, version)}`;
}
