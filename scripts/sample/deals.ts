import { addDays, addMonths, firstDay, monthOf } from './calendar.ts';
import type { Client } from './clients.ts';
import type { Goal } from './goals.ts';
import { campaignName, type Project } from './projects.ts';
import type { Random } from './random.ts';

export interface DealRow {
  readonly deal_no: string;
  readonly client_no: string;
  readonly employee_no: string;
  readonly name: string;
  readonly stage: Stage;
  readonly close_on: string;
  readonly amount: number;
}

const openStages = ['approach', 'hearing', 'proposal', 'estimate', 'verbal'] as const;
export type Stage = (typeof openStages)[number] | 'won' | 'lost';

export interface Deals {
  readonly deals: readonly DealRow[];
  /** Project number → the deal that it came from. */
  readonly dealOf: ReadonlyMap<string, string>;
}

/** A new project was a deal that was won in the weeks before it began; besides, deals that were lost and deals still open. */
export function makeDeals(
  projects: readonly Project[],
  clients: readonly Client[],
  goals: readonly Goal[],
  today: string,
  random: Random,
): Deals {
  const current = monthOf(today);
  const deals: DealRow[] = [];
  const dealOf = new Map<string, string>();
  const taken = new Set(projects.map(({ name }) => name));
  const add = (deal: Omit<DealRow, 'deal_no'>): string => {
    const dealNo = `N-${String(deals.length + 1).padStart(4, '0')}`;
    deals.push({ deal_no: dealNo, ...deal });
    return dealNo;
  };
  const amountFor = (monthly: number): number => Math.round((monthly * random.between(0.15, 0.5)) / 50_000) * 50_000;
  const currentGoals = goals.filter((goal) => goal.month === current);
  for (const project of projects.filter(({ type, status }) => type === 'new' && status !== 'planned')) {
    const goal = currentGoals.find(({ rep }) => rep === project.rep);
    const closedOn = addDays(firstDay(project.months[0] ?? current), -random.whole(3, 25));
    const dealNo = add({
      client_no: project.client.client_no,
      employee_no: project.rep.employee_no,
      name: project.name,
      stage: 'won',
      close_on: closedOn,
      amount: amountFor(goal?.current ?? 0),
    });
    dealOf.set(project.projectNo, dealNo);
  }
  for (const { rep, current: monthly } of currentGoals) {
    for (let index = random.whole(4, 6); index > 0; index -= 1) {
      const isLost = random.chance(0.25);
      const month = addMonths(current, isLost ? -random.whole(0, 3) : random.whole(0, 4));
      const client = random.pick(clients);
      const planned = addDays(firstDay(month), random.whole(0, 27));
      add({
        client_no: client.client_no,
        employee_no: rep.employee_no,
        name: campaignName(client, month, random, taken),
        stage: isLost ? 'lost' : random.pick(openStages),
        close_on: isLost && planned >= today ? addDays(today, -1) : planned,
        amount: amountFor(monthly),
      });
    }
  }
  return { deals, dealOf };
}
