/** Home of each role, deals by month, and the meeting of the week. */
import { tuesday, type Agency } from '../demo/agency.ts';
import { moveTo, writeMeeting } from '../demo/meeting.ts';
import { record, rep, shows, type Scene } from './scene.ts';

/** Wednesday a quarter past noon in Tokyo: the numbers are frozen, the meeting is at one. */
const wednesday = '2026-11-25T03:15:00.000Z';
const now = (): number => Date.parse(wednesday);

/** The week of the calendar, its Monday a holiday: opened and due on Tuesday, freeze and meeting on Wednesday. */
const times = {
  Opens_At__c: '2026-11-23T21:00:00.000Z',
  Opened_At__c: '2026-11-23T21:00:00.000Z',
  Unit_Deadline__c: '2026-11-24T10:00:00.000Z',
  Freeze_At__c: '2026-11-25T03:00:00.000Z',
  Meeting_At__c: '2026-11-25T04:00:00.000Z',
};

const told = new WeakMap<Agency, Promise<string>>();

/** The week is written when the first picture of it is taken; gives its id. */
function week(agency: Agency): Promise<string> {
  const cycle = told.get(agency) ?? writeMeeting({ ...agency, now }, true).then(({ cycleId }) => cycleId);
  told.set(agency, cycle);
  return cycle;
}

const frozen: Pick<Scene, 'agency' | 'at' | 'before'> = {
  agency: 'meeting',
  at: wednesday,
  before: async (agency) => {
    await week(agency);
    await moveTo({ ...agency, now }, 'Frozen', times);
  },
};

const open: Pick<Scene, 'agency' | 'at' | 'before'> = {
  agency: 'meeting',
  at: tuesday,
  before: async (agency) => {
    await week(agency);
    await moveTo({ ...agency, now }, 'Open', times);
  },
};

const entered = `Target__r.Rep__r.Employee_Key__c = '${rep}' AND Expected_Member__c != null`;
const counted = `Target__r.Rep__r.Employee_Key__c = '${rep}' AND Counted__c > 0`;

const meeting: Scene['path'] = async (agency) => `/lightning/r/Forecast_Cycle__c/${await week(agency)}/view`;

const causesShown = shows('c-meeting-causes .identity');

export const meetingScenes: readonly Scene[] = [
  ...(['rep', 'unit-manager', 'manager', 'revops'] as const).map((role): Scene => ({
    name: `home-${role}`,
    role,
    isForDesktop: true,
    isWhole: true,
    ...open,
    path: async () => '/lightning/page/home',
    ready: async (page) => {
      await shows('c-home-page .open c-link-list')(page);
      await page.waitForLoadState('networkidle');
    },
  })),
  {
    name: 'project',
    role: 'rep',
    path: record('Project__c', `Id IN (SELECT Project__c FROM Project_Amount__c WHERE ${entered})`),
    isWhole: true,
    ready: shows('c-deal-panel tr[data-line]'),
  },
  {
    name: 'opportunity',
    role: 'rep',
    path: record('Opportunity', `Id IN (SELECT Opportunity__c FROM Opportunity_Amount__c WHERE ${counted})`),
    isWhole: true,
    ready: shows('c-deal-panel tr[data-line]'),
  },
  {
    name: 'meeting',
    isInGuide: true,
    role: 'revops',
    ...frozen,
    path: meeting,
    ready: async (page) => {
      await causesShown(page);
      await page.waitForLoadState('networkidle');
    },
  },
  {
    name: 'meeting-unit',
    role: 'manager',
    ...frozen,
    path: meeting,
    ready: async (page) => {
      await causesShown(page);
      await page.locator('c-meeting-units tr[data-unit]').first().click();
      await page.locator('c-decision-recorder .subject').fill('年末枠の追加提案を上位3社へ');
      await page.locator('c-meeting-causes').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'meeting-parked',
    isWhole: true,
    role: 'manager',
    ...frozen,
    path: meeting,
    ready: async (page) => {
      await causesShown(page);
      await page.locator('c-meeting-parked button').first().click();
      await page.locator('c-decision-recorder .taken').waitFor();
    },
  },
];
