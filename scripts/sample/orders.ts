import { addDays, daysIn, firstDay, lastDay, monthOf, onWeekday, weeksBetween } from './calendar.ts';
import type { Goal } from './goals.ts';
import type { Line, Project } from './projects.ts';
import type { Random } from './random.ts';

export interface PlanRow {
  readonly plan_no: string;
  readonly project_no: string;
  readonly menu_code: string;
  readonly employee_no: string;
  readonly month: string;
  readonly revenue: number;
  readonly gross_profit: number;
}

export interface OrderRow {
  readonly order_no: string;
  readonly project_no: string;
  readonly menu_code: string;
  readonly employee_no: string;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly amount: number;
  readonly cost: number;
}

export interface DeliveryRow {
  readonly delivery_no: string;
  readonly order_no: string;
  readonly delivered_from: string;
  readonly delivered_to: string;
  readonly amount: number;
  readonly cost: number;
}

export interface Books {
  readonly plans: readonly PlanRow[];
  readonly orders: readonly OrderRow[];
  readonly deliveries: readonly DeliveryRow[];
}

/** How much of a month is already ordered, by months from now. */
function bookedShare(monthsAhead: number): number {
  return monthsAhead < 0 ? 1 : ([0.96, 0.78, 0.5, 0.32, 0.2][monthsAhead] ?? 0.1);
}

function numbered(prefix: string, width: number): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}-${String(count).padStart(width, '0')}`;
  };
}

/** Each line's share of what its rep sells in a month, keyed by project, menu and month. */
function sharesOf(projects: readonly Project[]): (project: Project, line: Line, month: string) => number {
  const totals = new Map<string, number>();
  const weightOf = (project: Project, line: Line): number => project.weight * line.weight;
  for (const project of projects) {
    for (const month of project.months) {
      const scope = `${project.rep.employee_no}|${month}`;
      const weight = project.lines.reduce((sum, line) => sum + weightOf(project, line), 0);
      totals.set(scope, (totals.get(scope) ?? 0) + weight);
    }
  }
  return (project, line, month) =>
    weightOf(project, line) / (totals.get(`${project.rep.employee_no}|${month}`) ?? Infinity);
}

function round(step: number, value: number): number {
  return Math.round(value / step) * step;
}

interface Booking {
  readonly month: string;
  readonly amount: number;
}

/** Bookings of one line; now and then two months in a row are one order. */
function joinBookings(bookings: readonly Booking[], random: Random): readonly (readonly Booking[])[] {
  const groups: Booking[][] = [];
  for (const booking of bookings) {
    const last = groups.at(-1);
    const follows = last?.length === 1 && addDays(lastDay(last[0]?.month ?? ''), 1) === firstDay(booking.month);
    if (follows && random.chance(0.2)) last.push(booking);
    else groups.push([booking]);
  }
  return groups;
}

/** Media runs from the first to the last day; a production is accepted on one day late in its month. */
function periodOf(line: Line, group: readonly Booking[], random: Random): { starts_on: string; ends_on: string } {
  const first = group[0]?.month ?? '';
  const last = group.at(-1)?.month ?? first;
  if (line.menu.billing === 'acceptance') {
    const accepted = onWeekday(addDays(firstDay(last), random.whole(9, 26)));
    return { starts_on: accepted, ends_on: accepted };
  }
  const late = random.chance(0.15) ? random.whole(2, 9) : 0;
  return { starts_on: addDays(firstDay(first), late), ends_on: lastDay(last) };
}

/** What was delivered until yesterday, week by week, a little over or under the even pace. */
function deliver(order: OrderRow, yesterday: string, next: () => string, random: Random): readonly DeliveryRow[] {
  const until = order.ends_on < yesterday ? order.ends_on : yesterday;
  const days = daysIn(order.starts_on, order.ends_on);
  const isOneDay = days === 1;
  return weeksBetween(order.starts_on, until).map((week) => {
    const pace = (daysIn(week.from, week.to) / days) * (isOneDay ? 1 : random.between(0.9, 1.07));
    return {
      delivery_no: next(),
      order_no: order.order_no,
      delivered_from: week.from,
      delivered_to: week.to,
      amount: Math.round(order.amount * pace),
      cost: Math.round(order.cost * pace * (isOneDay ? 1 : random.between(0.99, 1.01))),
    };
  });
}

export function makeBooks(
  projects: readonly Project[],
  goals: readonly Goal[],
  months: readonly string[],
  { today, drawnUp }: { readonly today: string; readonly drawnUp: string },
  random: Random,
): Books {
  const current = months.indexOf(monthOf(drawnUp));
  const goalOf = new Map(goals.map((goal) => [`${goal.rep.employee_no}|${goal.month}`, goal]));
  const share = sharesOf(projects);
  const next = { plan: numbered('L', 5), order: numbered('O', 5), delivery: numbered('D', 6) };
  const plans: PlanRow[] = [];
  const orders: OrderRow[] = [];
  for (const project of projects) {
    for (const line of project.lines) {
      const scope = {
        project_no: project.projectNo,
        menu_code: line.menu.menu_code,
        employee_no: line.rep.employee_no,
      };
      const bookings: Booking[] = [];
      for (const month of project.months) {
        const goal = goalOf.get(`${project.rep.employee_no}|${month}`);
        if (goal === undefined) continue;
        const part = goal.current * share(project, line, month);
        const revenue = round(10_000, part * random.between(0.94, 1.04));
        plans.push({
          plan_no: next.plan(),
          ...scope,
          month,
          revenue,
          gross_profit: round(1_000, revenue * line.menu.margin),
        });
        const amount = round(1_000, part * goal.ratio * random.between(0.95, 1.05));
        if (random.chance(bookedShare(months.indexOf(month) - current))) bookings.push({ month, amount });
      }
      const groups = line.menu.billing === 'delivery' ? joinBookings(bookings, random) : bookings.map((one) => [one]);
      for (const group of groups) {
        const amount = group.reduce((sum, booking) => sum + booking.amount, 0);
        const cost = round(1_000, amount * (1 - line.menu.margin * random.between(0.92, 1.08)));
        orders.push({ order_no: next.order(), ...scope, ...periodOf(line, group, random), amount, cost });
      }
    }
  }
  const yesterday = addDays(today, -1);
  const deliveries = orders.flatMap((order) => deliver(order, yesterday, next.delivery, random));
  return { plans, orders, deliveries };
}
