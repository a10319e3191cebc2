/** Home of each role, and the meeting of the week. */
import type { Agency } from '../demo/agency.ts';
import { moveTo, writeMeeting } from '../demo/meeting.ts';
import { shows, type Scene } from './scene.ts';

/** Wednesday a quarter past noon in Tokyo: the numbers are frozen, the meeting is at one. */
const wednesday = '2026-11-25T03:15:00.000Z';
const now = (): number => Date.parse(wednesday);

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
    await moveTo({ ...agency, now }, 'Frozen');
  },
};

const open: Pick<Scene, 'agency' | 'at' | 'before'> = {
  agency: 'meeting',
  at: wednesday,
  before: async (agency) => {
    await week(agency);
    await moveTo({ ...agency, now }, 'Open');
  },
};

const meeting: Scene['path'] = async (agency) => `/lightning/r/Forecast_Cycle__c/${await week(agency)}/view`;

export const meetingScenes: readonly Scene[] = [
  ...(['rep', 'unit-manager', 'manager', 'revops'] as const).map(
    (role): Scene => ({
      name: `home-${role}`,
      role,
      ...open,
      path: async () => '/lightning/page/home',
      ready: shows('c-home-page .open c-link-list'),
    }),
  ),
  { name: 'meeting', isInGuide: true, role: 'revops', ...frozen, path: meeting, ready: shows('c-meeting-causes .identity') },
  {
    name: 'meeting-unit',
    role: 'manager',
    ...frozen,
    path: meeting,
    ready: async (page) => {
      await shows('c-meeting-causes .identity')(page);
      await page.locator('c-meeting-units tr[data-unit]').first().click();
      await page.locator('c-decision-recorder .subject').fill('年末枠の追加提案を上位3社へ');
      await page.locator('c-meeting-causes').scrollIntoViewIfNeeded();
    },
  },
];
