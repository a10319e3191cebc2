import { LightningElement, api } from 'lwc';
import { formatAge, formatInstant, isOlderThan } from 'c/dateFormat';
import type { Trust, TrustState } from 'c/gapQuery';
import { fill, labels } from 'c/labels';
import { formatCount, formatSigned, type Unit } from 'c/moneyFormat';

interface Mark {
  readonly word: string;
  readonly icon: string;
  readonly className: string;
}

const MARKS: Readonly<Record<TrustState, Mark>> = {
  matched: { word: labels.trustMatched, icon: 'utility:success', className: 'state good' },
  explained: { word: labels.trustExplained, icon: 'utility:info', className: 'state' },
  mismatch: { word: labels.trustMismatch, icon: 'utility:error', className: 'state bad' },
  unchecked: { word: labels.trustUnchecked, icon: 'utility:help', className: 'state' },
};

/** The fields whose totals are compared, in the words of the panel. */
const MEASURES: Readonly<Record<string, string>> = {
  Actual__c: labels.figureActual,
  Target_Amount__c: labels.figureTarget,
  Current_Amount__c: labels.figureBudget,
  Line_Landing__c: labels.columnRowLanding,
  Opportunity_Expected__c: labels.columnExpected,
};

/** Under every total: whether both sides agree, how old the numbers are, and where they came from. */
export default class TrustLine extends LightningElement {
  @api trust: Trust | undefined;
  @api unit: Unit = 'one';
  @api staleAfterHours = 0;

  labels = labels;

  get mark(): Mark {
    return MARKS[this.trust?.state ?? 'unchecked'];
  }

  get asOf(): string {
    const asOf = this.trust?.asOf ?? null;
    if (asOf === null) return labels.trustNotLoaded;
    return fill(labels.trustAsOf, formatInstant(asOf), formatAge(asOf, Date.now()));
  }

  get isLate(): boolean {
    const asOf = this.trust?.asOf ?? null;
    return asOf !== null && this.staleAfterHours > 0 && isOlderThan(asOf, this.staleAfterHours, Date.now());
  }

  get facts(): readonly string[] {
    if (this.trust === undefined) return [];
    const { load, model, sourceRows, differences } = this.trust;
    return [
      ...differences.map(({ measure, amount }) =>
        fill(labels.trustDifference, MEASURES[measure] ?? measure, formatSigned(amount, this.unit)),
      ),
      ...(load === null ? [] : [fill(labels.trustLoad, load)]),
      ...(model === null ? [] : [fill(labels.trustSource, model)]),
      ...(sourceRows === 0 ? [] : [fill(labels.trustRows, formatCount(sourceRows))]),
    ];
  }
}
