import lang from '@salesforce/i18n/lang';
import timeZone from '@salesforce/i18n/timeZone';
import { calendarOf, type Calendar } from 'c/businessDays';
import { landingForecast, type Amount } from 'c/gapMath';
import {
  amountOf,
  childrenOf,
  flagOf,
  idOf,
  labelOf,
  listOf,
  parentOf,
  recordOf,
  textOf,
  type Node,
} from 'c/graphqlNode';
import type { Combination } from 'c/kpiMath';

export type KpiUnit = 'Amount' | 'Count' | 'Rate';

/** A `KPI_Definition__c`, by its record ids. */
export interface Kpi {
  readonly id: string;
  readonly code: string;
  /** In the user's language, where there are two. */
  readonly name: string;
  readonly kpiClass: 'KGI' | 'Process' | 'Action';
  readonly unit: KpiUnit;
  readonly isMoreGood: boolean;
  readonly combines: Combination;
  /** API name of the record's own figure that it is; null where it is loaded or divided. */
  readonly figure: string | null;
  readonly parentId: string | null;
  /** Codes of the two that a ratio divides. */
  readonly numerator: string | null;
  readonly denominator: string | null;
}

export interface Value {
  readonly actual: Amount;
  readonly target: Amount;
}

export interface KpiAction {
  readonly id: string;
  readonly kpiId: string;
  readonly isOpen: boolean;
  readonly stateName: string;
  readonly subject: string;
  readonly owner: string | null;
  readonly due: string | null;
  readonly atStart: Amount;
}

/** What one target or budget says about its month. */
export interface Kpis {
  readonly targetId: string | null;
  readonly budgetId: string | null;
  readonly repId: string | null;
  readonly isMine: boolean;
  /** First day of the month. */
  readonly month: string;
  readonly calendar: Calendar;
  /** The week under way, to which the meeting will come back; null when none is open. */
  readonly cycleId: string | null;
  readonly definitions: readonly Kpi[];
  /** The record's own figures by the names that definitions use; null where the record has none. */
  readonly figures: Readonly<Record<string, Amount>>;
  /** T of the record. */
  readonly target: Amount;
  /** Of the month, by the id of the definition. */
  readonly ofMonth: ReadonlyMap<string, Value>;
  /** Day → the id of the definition → its actual. */
  readonly ofDays: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly actions: readonly KpiAction[];
  /** The newest moment for which a value is true. */
  readonly asOf: string | null;
}

/** `undefined` when the record does not exist or the user may not see it. */
export function readTargetKpis(data: unknown): Kpis | undefined {
  const node = recordOf(data, 'Target__c');
  if (node === undefined) return undefined;
  const scope = { targetId: idOf(node), budgetId: textOf(node, 'Budget__c'), repId: textOf(node, 'Rep__c') };
  return {
    ...scope,
    isMine: flagOf(node, 'Mine__c'),
    ...kpisOf(data, node),
    month: textOf(parentOf(node, 'Budget__r'), 'Period_Start__c') ?? '',
    target: amountOf(node, 'Target_Amount__c'),
    figures: figuresOf(node, null),
  };
}

export function readBudgetKpis(data: unknown): Kpis | undefined {
  const node = recordOf(data, 'Budget__c');
  if (node === undefined) return undefined;
  return {
    ...{ targetId: null, budgetId: idOf(node), repId: null, isMine: false },
    ...kpisOf(data, node),
    month: textOf(node, 'Period_Start__c') ?? '',
    target: amountOf(node, 'Current_Amount__c'),
    figures: figuresOf(node, amountOf(node, 'Judgement_In_Force__c') ?? 0),
  };
}

/** The landing as the header adds it up. */
function figuresOf(node: Node, judgement: Amount): Kpis['figures'] {
  const [lines, deals] = [amountOf(node, 'Line_Landing__c'), amountOf(node, 'Opportunity_Expected__c')];
  return {
    Landing_Forecast__c: landingForecast(lines, deals, judgement),
    Line_Landing__c: lines ?? 0,
    Opportunity_Expected__c: deals ?? 0,
    Judgement__c: judgement,
  };
}

type Shared = Pick<Kpis, 'calendar' | 'cycleId' | 'definitions' | 'ofMonth' | 'ofDays' | 'actions' | 'asOf'>;

function kpisOf(data: unknown, node: Node): Shared {
  const [cycle] = listOf(data, 'Forecast_Cycle__c').nodes;
  const values = childrenOf(node, 'KPI_Values__r').nodes;
  const ofType = (type: string): readonly Node[] => values.filter((value) => textOf(value, 'Period_Type__c') === type);
  const moments = values.flatMap((value) => textOf(value, 'Source_As_Of__c') ?? []);
  return {
    calendar: calendarOf(cycle, timeZone),
    cycleId: cycle !== undefined && textOf(cycle, 'State__c') === 'Open' ? idOf(cycle) : null,
    definitions: listOf(data, 'KPI_Definition__c').nodes.map(kpiOf),
    ofMonth: new Map(
      ofType('Month').map((value) => [
        textOf(value, 'Definition__c') ?? '',
        { actual: amountOf(value, 'Actual__c'), target: amountOf(value, 'Target_Value__c') },
      ]),
    ),
    ofDays: daysOf(ofType('Day')),
    actions: childrenOf(node, 'Gap_Actions__r').nodes.map(actionOf),
    asOf: moments.reduce<string | null>((newest, one) => (newest === null || one > newest ? one : newest), null),
  };
}

function daysOf(values: readonly Node[]): Kpis['ofDays'] {
  const days = new Map<string, Map<string, number>>();
  for (const value of values) {
    const day = textOf(value, 'Period_Start__c') ?? '';
    const known = days.get(day) ?? new Map<string, number>();
    known.set(textOf(value, 'Definition__c') ?? '', amountOf(value, 'Actual__c') ?? 0);
    days.set(day, known);
  }
  return days;
}

const CLASSES: Readonly<Record<string, Kpi['kpiClass']>> = { KGI: 'KGI', Action: 'Action' };
const UNITS: Readonly<Record<string, KpiUnit>> = { Amount: 'Amount', Rate: 'Rate' };

function kpiOf(node: Node): Kpi {
  const name = textOf(node, 'Name') ?? '';
  return {
    id: idOf(node),
    code: textOf(node, 'External_Key__c') ?? '',
    name: lang.startsWith('ja') ? (textOf(node, 'Name_Ja__c') ?? name) : name,
    kpiClass: CLASSES[textOf(node, 'Class__c') ?? ''] ?? 'Process',
    unit: UNITS[textOf(node, 'Unit__c') ?? ''] ?? 'Count',
    isMoreGood: textOf(node, 'Direction__c') !== 'Down',
    combines: textOf(node, 'Combines__c') === 'Product' ? 'Product' : 'Sum',
    figure: textOf(node, 'Figure__c'),
    parentId: textOf(node, 'Parent__c'),
    numerator: textOf(node, 'Numerator__c'),
    denominator: textOf(node, 'Denominator__c'),
  };
}

function actionOf(node: Node): KpiAction {
  return {
    id: idOf(node),
    kpiId: textOf(node, 'Kpi_Definition__c') ?? '',
    isOpen: textOf(node, 'State__c') === 'Open',
    stateName: labelOf(node, 'State__c') ?? '',
    subject: textOf(node, 'Subject__c') ?? '',
    owner: textOf(parentOf(node, 'Assignee__r'), 'Name'),
    due: textOf(node, 'Due__c'),
    atStart: amountOf(node, 'Kpi_At_Start__c'),
  };
}
