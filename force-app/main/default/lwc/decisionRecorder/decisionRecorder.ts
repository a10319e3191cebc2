import { api } from 'lwc';
import { valueOf } from 'c/fieldValue';
import type { Said } from 'c/meeting';
import { RecorderForm, type Recorded, type Tie } from './recorderForm';

export type { Kind, Recorded } from './recorderForm';

const untied: Tie = { kpi: null, ownerId: null, due: null, valueAtStart: null, expectedEffect: null };

/**
 * Records what is decided about one number of one unit: never without number, owner and date; or parks a topic, which
 * needs none of them. What was typed stays until the container calls `clear`. Sends `recorded`, and `unitchosen` when
 * another unit is named.
 */
export default class DecisionRecorder extends RecorderForm {
  @api clear(): void {
    this.subject = '';
    this.due = '';
    this.effect = '';
    this.pickedOwner = undefined;
    this.topic = undefined;
  }

  /** Puts the focus where the decision is typed. */
  @api begin(): void {
    this.template?.querySelector<HTMLElement>('.subject')?.focus();
  }

  /** A topic of the parking list becomes the decision that is typed. */
  @api takeUp(topic: Said): void {
    this.clear();
    this.topic = topic;
    this.kind = 'Decision';
    this.subject = topic.subject;
    this.begin();
  }

  handleKind(event: Event): void {
    const value = valueOf(event);
    this.kind = this.kinds.find((kind) => kind === value) ?? 'Decision';
  }

  handleLeave(): void {
    this.clear();
    this.begin();
  }

  handleUnit(event: Event): void {
    this.dispatchEvent(new CustomEvent('unitchosen', { detail: valueOf(event) }));
  }

  handleKpi(event: Event): void {
    this.kpi = valueOf(event);
  }

  handleSubject(event: Event): void {
    this.subject = valueOf(event);
  }

  handleOwner(event: CustomEvent<{ readonly recordId: string | null }>): void {
    this.pickedOwner = event.detail.recordId;
  }

  handleDue(event: Event): void {
    this.due = valueOf(event);
  }

  handleEffect(event: Event): void {
    this.effect = valueOf(event);
  }

  handleSave(event: Event): void {
    event.preventDefault();
    if (this.cannotSave) return;
    const detail: Recorded = {
      kind: this.kind,
      budgetId: this.chosen,
      subject: this.subject.trim(),
      ...(this.hasNumber ? this.tied : untied),
      topicId: this.topic?.id ?? null,
    };
    this.dispatchEvent(new CustomEvent('recorded', { detail }));
  }
}
