import { addMonths, monthOf } from './calendar.ts';
import type { DealRow } from './deals.ts';
import type { Goal } from './goals.ts';
import type { PlanRow } from './orders.ts';
import type { Employee } from './people.ts';
import type { Project } from './projects.ts';
import type { Random } from './random.ts';

/** One value that one person typed into one field. */
export interface EntryRow {
  readonly entered_by: string;
  readonly object: string;
  readonly key: string;
  readonly field: string;
  readonly value: string;
}

export interface EntrySource {
  readonly today: string;
  readonly goals: readonly Goal[];
  readonly projects: readonly Project[];
  readonly plans: readonly PlanRow[];
  readonly deals: readonly DealRow[];
}

/** The same key as models/users.sql: the mail address without its domain. */
function keyOf(person: Employee): string {
  return person.email.replace(/@.*$/, '');
}

const goalsInWords = {
  ja: [
    '秋商戦の継続率80%を、運用改善提案の定例化で取りに行く。',
    '既存3社の動画比率を上げ、粗利率を2ポイント改善する。',
    '新規提案を週2件。決裁者との面談を必ず入れる。',
    '休眠2社を再訪し、来期の予算取りに間に合わせる。',
  ],
  en_US: [
    'Hold a review with every client by mid-month; aim for 80 % renewals.',
    'Shift three accounts towards video and lift the margin by two points.',
    'Two new proposals a week, each with a decision maker in the room.',
  ],
} as const;

const notes = {
  ja: ['先方の稟議待ち', '配信ペースを上げる予定', '追加予算の打診中', '素材の入稿が遅れている', '競合とのコンペ'],
  en_US: ['Waiting for sign-off', 'Pacing up next week', 'Client asked for extra budget', 'Creative is late'],
} as const;

function round(step: number, value: number): string {
  return String(Math.round(value / step) * step);
}

/** Plans in money for the month before, this one and the next, and this month's plan in words. */
function targetEntries({ today, goals }: EntrySource, random: Random): readonly EntryRow[] {
  const current = monthOf(today);
  const shown = new Set([-1, 0, 1].map((offset) => addMonths(current, offset)));
  return goals
    .filter((goal) => shown.has(goal.month))
    .flatMap(({ rep, month, current: target }) => {
      const entry = { entered_by: keyOf(rep), object: 'Target__c', key: `${month}|Revenue|${keyOf(rep)}` };
      const plan = { ...entry, field: 'Plan_Amount__c', value: round(100_000, target * random.between(0.96, 1.06)) };
      if (month !== current) return [plan];
      return [plan, { ...entry, field: 'Qualitative_Goal__c', value: random.pick(goalsInWords[rep.language]) }];
    });
}

/** What members expect of their projects in this month and the next, where they know better than the system. */
function projectEntries({ today, projects, plans }: EntrySource, random: Random): readonly EntryRow[] {
  const months = [monthOf(today), addMonths(monthOf(today), 1)];
  const planned = new Map<string, number>();
  for (const plan of plans) {
    const line = `${plan.project_no}|${plan.month}|${plan.employee_no}`;
    planned.set(line, (planned.get(line) ?? 0) + plan.revenue);
  }
  return projects.flatMap((project) =>
    months.flatMap((month) => {
      const plan = planned.get(`${project.projectNo}|${month}|${project.rep.employee_no}`);
      if (plan === undefined || !random.chance(0.55)) return [];
      const entry = {
        entered_by: keyOf(project.rep),
        object: 'Project_Amount__c',
        key: `${month}|Revenue|${keyOf(project.rep)}|${project.projectNo}`,
      };
      const rows = [
        { ...entry, field: 'Expected_Member__c', value: round(10_000, plan * random.between(0.8, 1.1)) },
        { ...entry, field: 'Confidence__c', value: random.pick(['A', 'B', 'B', 'C']) },
      ];
      if (random.chance(0.35)) {
        rows.push({ ...entry, field: 'Note__c', value: random.pick(notes[project.rep.language]) });
      }
      if (random.chance(0.04)) rows.push({ ...entry, field: 'In_Landing__c', value: 'false' });
      return rows;
    }),
  );
}

/** Deals that are nearly closed count with a part of their amount. */
function dealEntries({ deals, goals }: EntrySource, random: Random): readonly EntryRow[] {
  const people = new Map(goals.map(({ rep }) => [rep.employee_no, rep]));
  const months = new Set(goals.map(({ month }) => month));
  return deals.flatMap((deal) => {
    const rep = people.get(deal.employee_no);
    const share = { verbal: 0.9, estimate: 0.6 }[deal.stage as string];
    if (rep === undefined || share === undefined || !months.has(monthOf(deal.close_on))) return [];
    return [
      {
        entered_by: keyOf(rep),
        object: 'Opportunity_Amount__c',
        key: `${monthOf(deal.close_on)}|Revenue|${keyOf(rep)}|${deal.deal_no}`,
        field: 'Expected__c',
        value: round(10_000, deal.amount * share * random.between(0.9, 1)),
      },
    ];
  });
}

/** Unit managers add or take away what they know about their unit as a whole. */
function judgementEntries(source: EntrySource, managers: readonly Employee[], random: Random): readonly EntryRow[] {
  return managers.map((manager) => ({
    entered_by: keyOf(manager),
    object: 'Budget__c',
    key: `${monthOf(source.today)}|Revenue|${manager.department_code}`,
    field: 'Judgement__c',
    value: round(100_000, random.between(-3_000_000, 1_500_000)),
  }));
}

export function makeEntries(source: EntrySource, managers: readonly Employee[], random: Random): readonly EntryRow[] {
  return [
    ...targetEntries(source, random.fork('targets')),
    ...projectEntries(source, random.fork('projects')),
    ...dealEntries(source, random.fork('deals')),
    ...judgementEntries(source, managers, random.fork('judgement')),
  ];
}
