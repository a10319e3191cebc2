import { LightningElement, api } from 'lwc';
import type { Gap } from 'c/gapQuery';
import { fill, labels } from 'c/labels';
import { formatAmount, unitName, type Unit } from 'c/moneyFormat';
import { bulletGeometry, type Bullet } from './bulletGeometry';

/** Before the first measurement, and where nothing can be measured. */
const ASSUMED_WIDTH = 640;

/** Actual (solid), landing (hatched) and the markers of target and plan on one bar that starts at zero. */
export default class GapBullet extends LightningElement {
  @api gap: Gap | undefined;
  @api unit: Unit = 'one';

  width = ASSUMED_WIDTH;
  private observer: ResizeObserver | undefined;

  override renderedCallback(): void {
    const frame = this.template?.querySelector('.frame');
    if (this.observer !== undefined || !frame || typeof ResizeObserver === 'undefined') return;
    this.observer = new ResizeObserver(([entry]) => {
      const measured = Math.floor(entry?.contentRect.width ?? 0);
      if (measured > 0) this.width = measured;
    });
    this.observer.observe(frame);
  }

  override disconnectedCallback(): void {
    this.observer?.disconnect();
    this.observer = undefined;
  }

  private get targetNoun(): string {
    return this.gap?.kind === 'budget' ? labels.figureBudget : labels.figureTarget;
  }

  private get planNoun(): string {
    return this.gap?.kind === 'budget' ? labels.figureMemberTargets : labels.figurePlan;
  }

  get bullet(): (Bullet & { readonly viewBox: string; readonly bars: readonly unknown[] }) | undefined {
    if (this.gap === undefined) return undefined;
    const { figures } = this.gap;
    const label = (noun: string, amount: number | null): string => `${noun} ${formatAmount(amount, this.unit)}`;
    const bullet = bulletGeometry(
      figures,
      {
        actual: label(labels.figureActual, figures.actual),
        landing: label(labels.figureLanding, figures.landing),
        target: label(this.targetNoun, figures.target),
        plan: label(this.planNoun, figures.plan),
      },
      this.width,
    );
    const bars = bullet.bands.map((band) => ({ ...band, className: `band ${band.key}` }));
    return { ...bullet, bars, viewBox: `0 0 ${bullet.width} ${bullet.height}` };
  }

  get text(): string {
    if (this.gap === undefined) return '';
    const { actual, landing, target, plan } = this.gap.figures;
    const amount = (value: number | null): string => formatAmount(value, this.unit);
    const noun = this.gap.kind === 'budget' ? labels.nounBudget : labels.nounTarget;
    const facts = [unitName(this.unit), amount(actual), amount(landing), noun, amount(target)];
    const planText = plan === null ? '' : ` ${fill(labels.bulletTextPlan, this.planNoun, amount(plan))}`;
    return `${fill(labels.bulletText, ...facts)}${planText}`;
  }

  get caption(): string {
    return labels.figuresCaption;
  }

  get columns(): { readonly figure: string; readonly amount: string } {
    return { figure: labels.columnFigure, amount: fill(labels.columnAmount, unitName(this.unit)) };
  }

  get rows(): readonly { readonly name: string; readonly amount: string }[] {
    if (this.gap === undefined) return [];
    const { actual, landing, target, plan } = this.gap.figures;
    const row = (name: string, amount: number | null) => ({ name, amount: formatAmount(amount, this.unit) });
    return [
      row(labels.figureActual, actual),
      row(labels.figureLanding, landing),
      row(this.targetNoun, target),
      row(this.planNoun, plan),
    ];
  }
}
