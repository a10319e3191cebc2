import { LightningElement, api } from 'lwc';
import { formatAge, formatInstant } from 'c/dateFormat';
import type { Trust } from 'c/gapQuery';
import { fill, labels } from 'c/labels';
import { FRESHNESS_WORDS, freshnessOf, MARKS, measureName, type Mark } from 'c/lineage';
import { formatCount, formatSigned, type Unit } from 'c/moneyFormat';

/**
 * Under every total: whether both sides agree, how old the numbers are, and where they came from. Sends `lineageasked`.
 */
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

  /** In words when the source is older than agreed (M25). */
  get late(): string {
    const asOf = this.trust?.asOf ?? null;
    if (asOf === null || this.staleAfterHours === 0) return '';
    const freshness = freshnessOf({ asOf, hasFailed: false }, this.staleAfterHours, Date.now());
    return freshness === 'fresh' ? '' : FRESHNESS_WORDS[freshness];
  }

  get facts(): readonly string[] {
    if (this.trust === undefined) return [];
    const { load, model, sourceRows, differences } = this.trust;
    return [
      ...differences.map(({ measure, amount }) =>
        fill(labels.trustDifference, measureName(measure), formatSigned(amount, this.unit)),
      ),
      ...(load === null ? [] : [fill(labels.trustLoad, load)]),
      ...(model === null ? [] : [fill(labels.trustSource, model)]),
      ...(sourceRows === 0 ? [] : [fill(labels.trustRows, formatCount(sourceRows))]),
    ];
  }

  handleLineage(): void {
    this.dispatchEvent(new CustomEvent('lineageasked'));
  }
}
