import { api } from 'lwc';
import { ChartFrame } from 'c/chartFrame';
import { formatDay } from 'c/dateFormat';
import type { Gap } from 'c/gapQuery';
import { fill, labels } from 'c/labels';
import { formatAmount, unitName, type Unit } from 'c/moneyFormat';
import type { PaceFacts } from 'c/periods';
import { bulletGeometry, type Bullet } from './bulletGeometry';

/** Actual (solid), landing (hatched) and the markers of target and plan on one bar that starts at zero. */
export default class GapBullet extends ChartFrame {
  @api gap: Gap | undefined;
  @api unit: Unit = 'one';
  @api pace: PaceFacts | undefined;
  /** The landing holds what is typed and not stored yet. */
  @api isDraft = false;

  get hatchClass(): string {
    return this.isDraft ? 'hatch draft' : 'hatch';
  }

  private get targetNoun(): string {
    return this.gap?.kind === 'budget' ? labels.figureBudget : labels.figureTarget;
  }

  /** M7, while it says anything: not before the first day, nor when the target itself is due. */
  private get due(): number | null {
    const { due = null, share = 0 } = this.pace ?? {};
    return share > 0 && share < 1 ? due : null;
  }

  private get dueNoun(): string {
    return this.pace === undefined ? '' : fill(labels.paceDueBy, formatDay(this.pace.asOfDay));
  }

  private get planNoun(): string {
    return this.gap?.kind === 'budget' ? labels.figureMemberTargets : labels.figurePlan;
  }

  get bullet(): (Bullet & { readonly viewBox: string; readonly bars: readonly unknown[] }) | undefined {
    if (this.gap === undefined) return undefined;
    const { figures } = this.gap;
    const label = (noun: string, amount: number | null): string => `${noun} ${formatAmount(amount, this.unit)}`;
    const bullet = bulletGeometry(
      { ...figures, due: this.due },
      {
        actual: label(labels.figureActual, figures.actual),
        landing: label(labels.figureLanding, figures.landing),
        target: label(this.targetNoun, figures.target),
        plan: label(this.planNoun, figures.plan),
        due: label(this.dueNoun, this.due),
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
    const dueText = this.due === null ? '' : ` ${fill(labels.bulletTextPlan, this.dueNoun, amount(this.due))}`;
    return `${fill(labels.bulletText, ...facts)}${planText}${dueText}`;
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
      ...(this.due === null ? [] : [row(this.dueNoun, this.due)]),
    ];
  }
}
