/** A page that fills does not push away what people have begun to read: every panel keeps its room from the first frame. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { keepTwoFridays } from '../../scripts/demo/bridge.ts';
import type { Person } from '../../scripts/demo/people.ts';
import { openContext, visit } from './browser.ts';
import { openRoom, type Room } from './meeting-room.ts';

/** Cumulative Layout Shift that people take for calm, on three of four visits: https://web.dev/articles/cls */
const calm = 0.1;

const month = '2026-11';
let room: Room;
before(async () => {
  room = await openRoom();
  await keepTwoFridays(room.agency, `${month}|Revenue|${rep().key}`);
});
after(() => room[Symbol.asyncDispose]());

function person(is: (person: Person) => boolean): Person {
  const found = room.agency.people.find(is);
  assert.ok(found !== undefined, 'the sample has such a person');
  return found;
}

const rep = (): Person => person(({ role }) => role === 'rep');
/** Who leads the rep. */
const head = (): Person => person(({ key }) => key === rep().manager);
const director = (): Person => person(({ role }) => role === 'manager');

async function first(object: string, field: string, where: string): Promise<string> {
  const [found] = await room.agency.admin.query<Record<string, string>>(
    `SELECT ${field} FROM ${object} WHERE ${where} ORDER BY Id LIMIT 1`,
  );
  const id = found?.[field];
  assert.ok(id !== undefined, `the sample has no ${object} with ${where}`);
  return id;
}

const record = (object: string, id: string): string => `/lightning/r/${object}/${id}/view`;

interface Place {
  readonly who: () => Person;
  readonly path: () => Promise<string>;
  /** On the page once it is whole. */
  readonly ready: string;
  /** Salesforce has another home page on a phone. */
  readonly isForDesktop?: true;
}

const places: Readonly<Record<string, Place>> = {
  Target: {
    who: rep,
    path: async () =>
      record('Target__c', await first('Target__c', 'Id', `External_Key__c = '${month}|Revenue|${rep().key}'`)),
    ready: 'c-forecast-entry [data-row] input',
  },
  Budget: {
    who: head,
    path: async () => {
      const where = `External_Key__c = '${month}|Revenue|${rep().key}'`;
      return record('Budget__c', await first('Target__c', 'Budget__c', where));
    },
    ready: 'c-bridge-panel .identity',
  },
  Project: {
    who: rep,
    path: async () => {
      const where = `Target__r.External_Key__c = '${month}|Revenue|${rep().key}'`;
      return record('Project__c', await first('Project_Amount__c', 'Project__c', where));
    },
    ready: 'c-deal-panel tr[data-line]',
  },
  Meeting: {
    who: director,
    path: async () => record('Forecast_Cycle__c', room.cycleId),
    ready: 'c-meeting-causes .identity',
  },
  Home: {
    who: rep,
    path: async () => '/lightning/page/home',
    ready: 'c-home-page .own c-gap-header',
    isForDesktop: true,
  },
};

const sizes = { 'a desktop': { width: 1400, height: 1080 }, 'a phone': { width: 390, height: 844 } } as const;

/** In the page: the sum of its shifts, and what moved the most. */
const readShifts = `new Promise((resolve) => {
  const observer = new PerformanceObserver((list) => {
    const entries = list.getEntries();
    const worst = entries.toSorted((one, other) => other.value - one.value)[0];
    const moved = worst?.sources.map(({ node, previousRect, currentRect }) => [node?.nodeName, node?.className, previousRect.y, currentRect.y].join(' '));
    resolve({ total: entries.reduce((sum, { value }) => sum + value, 0), moved });
  });
  observer.observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve({ total: 0, moved: [] })));
})`;

for (const [name, { who, path, ready, isForDesktop }] of Object.entries(places)) {
  for (const [device, size] of Object.entries(sizes)) {
    if (isForDesktop === true && device === 'a phone') continue;
    test(`the ${name} page stays where it is while it fills, on ${device}`, async () => {
      const { agency, browser } = room;
      const token = agency.org.tokenFor(who().username);
      // A profile that has loaded nothing yet: the first visit of a person is the one that shifts the most.
      await using context = await openContext(browser);
      await using seen = await visit(browser, await path(), {
        url: agency.org.url,
        token,
        theme: 'slds2',
        size,
        context,
      });
      await seen.page.locator(ready).first().waitFor();
      await seen.page.waitForLoadState('networkidle');
      const { total, moved } = await seen.page.evaluate<{ total: number; moved: readonly string[] }>(readShifts);
      assert.ok(total < calm, `${total.toFixed(3)}; the most by ${moved.join(', ')}`);
      assert.deepEqual(seen.errors, []);
    });
  }
}
