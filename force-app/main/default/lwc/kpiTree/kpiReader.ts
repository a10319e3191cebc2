import { api, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { dayAt } from 'c/businessDays';
import { formatAge, formatInstant, formatMonth } from 'c/dateFormat';
import * as kpi from 'c/kpi';
import { fill, labels, listed, sentences } from 'c/labels';
import { FRESHNESS_WORDS, freshnessOf } from 'c/lineage';
import { formatMoney, type Unit } from 'c/moneyFormat';
import { PagePanel } from 'c/pagePanel';
import { permissions } from 'c/permissions';
import { remembered } from 'c/remembered';
import { keptOpen } from './opened';
import { rowsOf, type TreeRow } from './rows';

const isManager = permissions.submitForUnit || permissions.confirmForecasts || permissions.enterForOthers;

const allOf = (cause: kpi.Cause): readonly kpi.Cause[] => [cause, ...cause.causes.flatMap(allOf)];

const leadsTo = (cause: kpi.Cause, other: kpi.Cause): boolean => cause !== other && allOf(cause).includes(other);

/** What the KPI tree of a target or budget shows. */
export class KpiReader extends PagePanel {
  @api objectApiName: string | undefined;
  /** Hours after which the source's as-of counts as late; set in App Builder to fit the schedule of the loads. */
  @api staleAfterHours = 170;

  kpis: kpi.Kpis | undefined;
  isMissing = false;
  opened: Readonly<Record<string, boolean>> = keptOpen();
  activeId = '';

  private readonly treeOf = remembered(kpi.treeOf);

  private get isTarget(): boolean {
    return this.objectApiName === 'Target__c';
  }

  get query(): GraphQLDocument | undefined {
    if (this.objectApiName === undefined || this.variables === undefined) return undefined;
    return this.isTarget ? kpi.TARGET_KPIS_QUERY : kpi.BUDGET_KPIS_QUERY;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleAnswer(result: GraphQLResult): void {
    const data = this.take(result);
    if (data === undefined) return;
    this.kpis = this.isTarget ? kpi.readTargetKpis(data) : kpi.readBudgetKpis(data);
    this.isMissing = this.kpis === undefined;
  }

  get isLoading(): boolean {
    return this.kpis === undefined && this.problem === undefined && !this.isMissing;
  }

  get today(): string {
    return dayAt(new Date(Date.now()).toISOString(), this.kpis?.calendar.zone ?? 'UTC');
  }

  get unit(): Unit {
    const { target, figures } = this.kpis ?? {};
    return this.unitFor(Math.max(target ?? 0, figures?.['Landing_Forecast__c'] ?? 0));
  }

  get root(): kpi.Cause | undefined {
    return this.kpis && this.treeOf(this.kpis);
  }

  get top(): kpi.Cause | undefined {
    return this.root && kpi.topCause(this.root);
  }

  /** Every KPI of the tree, from the top. */
  protected get all(): readonly kpi.Cause[] {
    return this.root === undefined ? [] : allOf(this.root);
  }

  get mayRecord(): boolean {
    return this.kpis?.isMine === true || isManager;
  }

  /** As the user left it; where they have not said, the way to what takes most away stands open. */
  protected readonly isOpen = (id: string): boolean => {
    const { top, opened } = this;
    return opened[id] ?? this.all.some((one) => one.kpi.id === id && top !== undefined && leadsTo(one, top));
  };

  /** The landing of a unit is held against its budget; what its people do has targets of their own. */
  get targetName(): string {
    return this.isTarget ? labels.figureTarget : labels.kpiBudgetOrTarget;
  }

  get rows(): readonly TreeRow[] {
    const { root, kpis } = this;
    if (root === undefined || kpis === undefined) return [];
    const look = {
      unit: this.unit,
      heldAgainst: this.isTarget ? labels.figureTarget : labels.figureBudget,
      today: this.today,
      isOpen: this.isOpen,
      mayRecord: this.mayRecord,
    };
    const narrowest = kpi.bottleneckOf(kpis);
    const rows = rowsOf(root, { ...look, narrowest, activeId: this.activeId });
    const hasActive = rows.some(({ id }) => id === this.activeId);
    return hasActive ? rows : rows.map((row, index) => ({ ...row, tabIndex: index === 0 ? 0 : -1 }));
  }

  get ofMonth(): string {
    return this.kpis === undefined ? '' : fill(labels.kpiOfMonth, formatMonth(this.kpis.month));
  }

  get summary(): string {
    const { root, top, unit } = this;
    const gap = root?.contribution;
    if (gap === undefined) return '';
    const size = formatMoney(Math.abs(gap), unit);
    const words = this.isTarget
      ? ([labels.kpiShort, labels.kpiOver, labels.kpiOnTarget] as const)
      : ([labels.kpiShortOfBudget, labels.kpiOverBudget, labels.kpiOnBudget] as const);
    const said = fill(words[gap < 0 ? 0 : gap > 0 ? 1 : 2], size);
    if (top === undefined) return said;
    return sentences(said, fill(labels.kpiTopCause, top.kpi.name, formatMoney(top.contribution ?? null, unit)));
  }

  get topLabel(): string {
    return this.top === undefined ? '' : fill(labels.kpiRecordFor, this.top.kpi.name);
  }

  /** Which KPIs cannot be told, and why. */
  get unknown(): string {
    const names = this.all.filter(({ contribution }) => contribution === undefined).map((one) => one.kpi.name);
    return names.length === 0 ? '' : fill(labels.kpiUnknown, listed(names));
  }

  get asOf(): string {
    const asOf = this.kpis?.asOf ?? null;
    return asOf === null
      ? labels.trustNotLoaded
      : fill(labels.trustAsOf, formatInstant(asOf), formatAge(asOf, Date.now()));
  }

  /** In words when the values are older than agreed (M25). */
  get late(): string {
    const freshness = freshnessOf(
      { asOf: this.kpis?.asOf ?? null, hasFailed: false },
      this.staleAfterHours,
      Date.now(),
    );
    return freshness === 'late' || freshness === 'stale' ? FRESHNESS_WORDS[freshness] : '';
  }

  get score(): kpi.Scorecard | undefined {
    return this.kpis && this.isTarget ? kpi.scorecardOf(this.kpis, this.today) : undefined;
  }
}
