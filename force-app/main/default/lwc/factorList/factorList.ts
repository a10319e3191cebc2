import { LightningElement, api } from 'lwc';
import { valueOf } from 'c/fieldValue';
import { labels } from 'c/labels';
import { readAmount, type Unit } from 'c/moneyFormat';
import { FACTOR_CODES, type Factor } from 'c/unitFactors';
import { exactText, factorRows, type FactorRow, type Judged, type Option } from './factorRows';

export type { Option } from './factorRows';
export { typeName } from './factorRows';

export interface FactorChange {
  readonly key: string;
  readonly change: Partial<Pick<Factor, 'code' | 'amount' | 'unreadable' | 'comment'>>;
}

export interface VerdictChosen {
  readonly key: string;
  readonly verdict: 'Open' | 'Confirmed' | 'Rejected';
}

/**
 * N6: the factors of a change, to be written, read or judged. Sends `factorchanged`, `factorremoved` with the key, and
 * `verdictchosen`.
 */
export default class FactorList extends LightningElement {
  @api factors: readonly (Factor & Judged)[] = [];
  @api codes: readonly Option[] = [];
  @api types: readonly Option[] = [];
  @api unit: Unit = 'one';
  /** `write` them, `read` them, or `judge` each. */
  @api mode: 'write' | 'read' | 'judge' = 'read';
  @api isBusy = false;

  labels = labels;
  typing: { readonly key: string; readonly text: string } | undefined;

  get rows(): readonly FactorRow[] {
    const { factors, codes, types, unit, isJudging, typing } = this;
    return factorRows({ factors, codes, types, unit, isJudging, typing });
  }

  get isEmpty(): boolean {
    return this.factors.length === 0;
  }

  get isWriting(): boolean {
    return this.mode === 'write';
  }

  get isJudging(): boolean {
    return this.mode === 'judge';
  }

  handleFocus(event: Event): void {
    const found = this.factorAt(event);
    if (found !== undefined) this.typing = { key: found.key, text: exactText(found, this.unit) };
  }

  handleBlur(): void {
    this.typing = undefined;
  }

  handleAmount(event: Event): void {
    const value = valueOf(event);
    const key = keyOf(event);
    this.typing = { key, text: value };
    const read = readAmount(value, this.unit);
    const isAmount = read.kind === 'amount';
    this.tell(key, { amount: isAmount ? read.amount : null, unreadable: isAmount ? null : value });
  }

  handleCode(event: Event): void {
    const value = valueOf(event);
    this.tell(keyOf(event), { code: FACTOR_CODES.find((code) => code === value) ?? null });
  }

  handleComment(event: Event): void {
    this.tell(keyOf(event), { comment: valueOf(event) });
  }

  handleRemove(event: Event): void {
    this.dispatchEvent(new CustomEvent<string>('factorremoved', { detail: keyOf(event) }));
  }

  handleAccept(event: Event): void {
    this.judge(keyOf(event), 'Confirmed');
  }

  handleReject(event: Event): void {
    this.judge(keyOf(event), 'Rejected');
  }

  handleUndo(event: Event): void {
    this.judge(keyOf(event), 'Open');
  }

  private judge(key: string, verdict: VerdictChosen['verdict']): void {
    this.dispatchEvent(new CustomEvent<VerdictChosen>('verdictchosen', { detail: { key, verdict } }));
  }

  private tell(key: string, change: FactorChange['change']): void {
    this.dispatchEvent(new CustomEvent<FactorChange>('factorchanged', { detail: { key, change } }));
  }

  private factorAt(event: Event): Factor | undefined {
    const key = keyOf(event);
    return this.factors.find((factor) => factor.key === key);
  }
}

function keyOf(event: Event): string {
  return (event.currentTarget as HTMLElement).dataset['key'] ?? ''; // our own elements carry it
}
