import { api } from 'lwc';
import type { Said } from 'c/meeting';
import { RecorderForm, type Recorded, type Tie } from './recorderForm';

export type { Kind, Recorded } from './recorderForm';

const untied: Tie = { kpi: null, ownerId: null, due: null, valueAtStart: null, expectedEffect: null };

interface FieldEvent extends Event {
  readonly currentTarget: EventTarget & { readonly value: string };
}

interface DayEvent extends Event {
  /** `null` once the day is taken out again, or as long as it cannot be read. */
  readonly currentTarget: EventTarget & { readonly value: string | null };
}

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

  handleKind(event: FieldEvent): void {
    const { value } = event.currentTarget;
    this.kind = this.kinds.find((kind) => kind === value) ?? 'Decision';
  }

  handleLeave(): void {
    this.clear();
    this.begin();
  }

  handleUnit(event: FieldEvent): void {
    this.dispatchEvent(new CustomEvent('unitchosen', { detail: event.currentTarget.value }));
  }

  handleKpi(event: FieldEvent): void {
    this.kpi = event.currentTarget.value;
  }

  handleSubject(event: FieldEvent): void {
    this.subject = event.currentTarget.value;
  }

  handleOwner(event: CustomEvent<{ readonly recordId: string | null }>): void {
    this.pickedOwner = event.detail.recordId;
  }

  handleDue(event: DayEvent): void {
    this.due = event.currentTarget.value ?? '';
  }

  handleEffect(event: FieldEvent): void {
    this.effect = event.currentTarget.value;
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
