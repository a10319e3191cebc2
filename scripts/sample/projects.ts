import { monthOf } from './calendar.ts';
import { menus, type Client } from './clients.ts';
import type { Employee } from './people.ts';
import type { Random } from './random.ts';

export interface Line {
  readonly menu: (typeof menus)[number];
  readonly weight: number;
  /** Who sells this menu: the project's rep, or a colleague of the same unit. */
  readonly rep: Employee;
}

export interface Project {
  readonly projectNo: string;
  readonly client: Client;
  readonly name: string;
  readonly type: 'new' | 'continued';
  readonly status: 'completed' | 'running' | 'planned';
  readonly rep: Employee;
  readonly months: readonly string[];
  readonly weight: number;
  readonly lines: readonly Line[];
}

/** By calendar month, January first. */
const seasons = [
  '新春の',
  '冬の',
  '春の',
  '新年度の',
  '初夏の',
  '夏の',
  '夏の',
  '夏の',
  '秋の',
  '秋の',
  '冬の',
  '年末の',
];
const themes = [
  '新商品',
  'キャンペーン',
  'ブランド認知',
  'アプリ獲得',
  '会員獲得',
  '採用広報',
  'EC売上拡大',
  '来店促進',
];

/**
 * A campaign that begins in `month`, called as none in `taken`, to which it is added: nobody could tell two deals of the
 * same name apart. The same numbers are drawn whatever is taken.
 */
export function campaignName(client: Client, month: string, random: Random, taken: Set<string>): string {
  const season = seasons[Number(month.slice(5, 7)) - 1] ?? '';
  const isSeasonal = random.chance(0.4);
  const first = themes.indexOf(random.pick(themes));
  const inOrder = [...themes.slice(first), ...themes.slice(0, first)];
  const own = isSeasonal ? [season, ''] : ['', season];
  const names = own.flatMap((when) => inOrder.map((theme) => `${client.name}｜${when}${theme}`));
  const name = names.find((one) => !taken.has(one)) ?? `${names[0]}（${month}）`;
  taken.add(name);
  return name;
}

/** How many projects of one rep deliver in a month: few in closed months, most in the current one, fewer ahead. */
function projectsIn(offset: number, isBusy: boolean, random: Random): number {
  const usual =
    offset < 0 ? random.whole(1, 2) : offset === 0 ? random.whole(3, 4) : offset === 1 ? 3 : random.whole(1, 2);
  return isBusy && offset >= 0 && offset <= 1 ? usual + 4 : usual;
}

/** Weighted choice of two to five different menus. */
function chooseLines(rep: Employee, colleagues: readonly Employee[], random: Random): readonly Line[] {
  const pool = random.shuffle(menus.flatMap((menu) => Array.from({ length: menu.weight }, () => menu)));
  const chosen = [...new Set(pool)].slice(0, random.whole(2, 5));
  const isShared = colleagues.length > 0 && random.chance(0.06);
  const colleague = isShared ? random.pick(colleagues) : rep;
  return chosen.map((menu, index) => ({
    menu,
    weight: random.between(0.5, 1.5) * (menu.billing === 'delivery' ? 1 : 0.5),
    rep: index === chosen.length - 1 ? colleague : rep,
  }));
}

interface Draft {
  readonly months: string[];
  readonly weight: number;
  readonly life: number;
}

/** When each of a rep's projects runs: a project goes on for its life, and new ones fill the month. */
function scheduleOf(months: readonly string[], today: string, isBusy: boolean, random: Random): readonly Draft[] {
  const current = months.indexOf(monthOf(today));
  const drafts: Draft[] = [];
  let active: Draft[] = [];
  for (const [index, month] of months.entries()) {
    const wanted = projectsIn(index - current, isBusy, random);
    active = active.filter((draft) => draft.months.length < draft.life).slice(0, wanted);
    while (active.length < wanted) {
      const draft = { months: [], weight: random.between(0.6, 1.6), life: random.whole(2, 5) };
      drafts.push(draft);
      active.push(draft);
    }
    for (const draft of active) draft.months.push(month);
  }
  return drafts;
}

export function makeProjects(
  reps: readonly Employee[],
  clients: readonly Client[],
  months: readonly string[],
  today: string,
  random: Random,
): readonly Project[] {
  const current = monthOf(today);
  const taken = new Set<string>();
  const share = Math.ceil(clients.length / reps.length);
  let count = 0;
  return reps.flatMap((rep, index) => {
    const own = Array.from({ length: share }, (_, offset) => clients[(index + offset * reps.length) % clients.length]);
    const ownClients = own.filter((client) => client !== undefined);
    const colleagues = reps.filter((other) => other.department_code === rep.department_code && other !== rep);
    return scheduleOf(months, today, index % 10 === 0, random).map((draft, position): Project => {
      count += 1;
      const client = ownClients[position % ownClients.length] ?? random.pick(clients);
      const [first = current] = draft.months;
      const last = draft.months.at(-1) ?? first;
      return {
        projectNo: `P-${String(count).padStart(4, '0')}`,
        client,
        name: campaignName(client, first, random, taken),
        type: random.chance(0.35) ? 'new' : 'continued',
        status: first > current ? 'planned' : last < current ? 'completed' : 'running',
        rep,
        months: draft.months,
        weight: draft.weight,
        lines: chooseLines(rep, colleagues, random),
      };
    });
  });
}
