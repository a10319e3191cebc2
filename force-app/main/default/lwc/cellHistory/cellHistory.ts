import { LightningElement, api, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { problemOf, problemText } from 'c/apiErrors';
import { formatInstant } from 'c/dateFormat';
import { landingOf, type EntryRow } from 'c/forecastDraft';
import { minus, type Amount } from 'c/gapMath';
import { fill, labels } from 'c/labels';
import { formatAmount, formatSigned, NOTHING, type Unit } from 'c/moneyFormat';
import { HISTORY_QUERY, readHistory, type Kept } from './historyQuery';

interface Line {
  readonly key: string;
  readonly when: string;
  readonly who: string;
  readonly entered: string;
  readonly system: string;
  readonly landing: string;
  readonly change: string;
}

/**
 * What was entered for a line before: as each Friday and each freeze kept it, and who has changed it last (U14). Asks
 * when it is opened. Sends `systemtaken` with the row's id, which bubbles to the entry around the grid.
 */
export default class CellHistory extends LightningElement {
  /** The line as it is stored. */
  @api row: EntryRow | undefined;
  @api unit: Unit = 'one';
  /** The person may enter, and something is entered that can be taken back. */
  @api mayRevert = false;

  labels = labels;
  kept: readonly Kept[] | undefined;
  reason = '';

  get query(): GraphQLDocument | undefined {
    return this.variables && HISTORY_QUERY;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleAnswer({ data, errors }: GraphQLResult): void {
    this.reason = errors === undefined || errors.length === 0 ? '' : problemText(problemOf(errors));
    if (data !== undefined && data !== null) this.kept = readHistory(data);
  }

  /** The line of a project goes on where that of its opportunity ended; no id is that of both. */
  get variables(): Readonly<Record<string, string>> | undefined {
    const { targetId, linkId, opportunityId } = this.row ?? {};
    if (targetId === undefined || linkId == null) return undefined;
    return { target: targetId, project: linkId, opportunity: opportunityId ?? linkId };
  }

  get lines(): readonly Line[] {
    const { row, kept = [] } = this;
    if (row === undefined) return [];
    const now = landingOf(row);
    const before = kept[0]?.landing;
    return [
      this.line('now', labels.historyNow, row.modifiedBy, {
        ...row,
        landing: now,
        change: before === undefined ? undefined : minus(now, before ?? 0),
      }),
      ...kept.map((line) => this.line(line.id, whenOf(line), line.rep, line)),
    ];
  }

  private line(
    key: string,
    when: string,
    who: string | null,
    { entered, system, landing, change }: Pick<Kept, 'entered' | 'system' | 'landing' | 'change'>,
  ): Line {
    const text = (amount: Amount): string => formatAmount(amount, this.unit);
    const [shown, moved] = [text(landing), formatSigned(change, this.unit)];
    return {
      key,
      when,
      who: who ?? NOTHING,
      entered: text(entered),
      system: text(system),
      landing: shown,
      change: moved,
    };
  }

  get changed(): string {
    const { modifiedBy = null, modifiedAt = null } = this.row ?? {};
    return modifiedAt === null ? '' : fill(labels.historyChanged, modifiedBy ?? NOTHING, formatInstant(modifiedAt));
  }

  get isNone(): boolean {
    return this.kept?.length === 0;
  }

  get revertLabel(): string {
    return fill(labels.historyRevert, formatAmount(this.row?.system ?? null, this.unit));
  }

  handleRevert(): void {
    const detail = this.row?.id ?? '';
    this.dispatchEvent(new CustomEvent<string>('systemtaken', { detail, bubbles: true, composed: true }));
  }
}

function whenOf({ asOf, isFreeze }: Kept): string {
  const when = asOf === null ? NOTHING : formatInstant(asOf);
  return isFreeze ? fill(labels.historyFreeze, when) : when;
}
