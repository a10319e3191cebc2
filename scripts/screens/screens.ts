/**
 * `npm run screens`: pictures of every page and state in both languages, designs, appearances and sizes, into `screens/`,
 * which git ignores. People look at them; no test compares them. With `--guide`, the pictures of the guides into
 * `docs/pictures/`.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../chromium.ts';
import { type Agency, momentAt, startAgency, tuesday, type Moment } from '../demo/agency.ts';
import { integrationUsername, type Person } from '../demo/people.ts';
import { asRevOps, asUser } from '../demo/steps.ts';
import { enterHistory, enterPictures } from '../demo/weeks.ts';
import { fetchLooks, looks, wear, type Look } from './look.ts';
import { rep, type Scene } from './scene.ts';
import { keepLastFriday } from './unit-words.ts';
import { scenes } from './scenes.ts';

const usage = `usage: npm run screens -- [--only SCENE…] [--language en|ja] [--theme slds1|slds2] [--mode light|dark] [--size desktop|phone] [--guide]

  scenes: ${scenes.map(({ name }) => name).join(', ')}`;

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const choices = {
  language: ['en', 'ja'],
  theme: ['slds1', 'slds2'],
  mode: ['light', 'dark'],
  size: ['desktop', 'phone'],
} as const;

/** What a page is opened anew for. */
type Visit = { readonly [Name in 'language' | 'size']: (typeof choices)[Name][number] };

const sizes = { desktop: { width: 1400, height: 1080 }, phone: { width: 390, height: 844 } } as const;

/** Where a picture goes. */
type Place = (scene: Scene, visit: Visit, look: Look) => string;

const placeOfScreens: Place = ({ name }, { language, size }, { theme, mode }) =>
  join('screens', language, `${theme}-${mode}`, size, `${name}.png`);

const placeInGuide: Place = ({ name }, { language }) => join('docs', 'pictures', language, `${name}.png`);

const lookOfGuide = { theme: 'slds2', mode: 'light', size: 'desktop' } as const;

type Wanted = Partial<Record<keyof typeof choices, string>>;

function left<Value extends string>(values: readonly Value[], wanted: string | undefined): readonly Value[] {
  return values.filter((value) => wanted === undefined || wanted === value);
}

const visitsOf = (wanted: Wanted): readonly Visit[] =>
  left(choices.language, wanted.language).flatMap((language) =>
    left(choices.size, wanted.size).map((size) => ({ language, size })),
  );

const looksOf = ({ theme = '', mode = '' }: Wanted): readonly Look[] =>
  looks.filter((look) => ['', look.theme].includes(theme) && ['', look.mode].includes(mode));

/** Gives the exit code. Never throws for wrong arguments. */
export async function main(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        language: text,
        theme: text,
        mode: text,
        size: text,
        guide: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }));
  } catch (cause) {
    console.error(`${cause instanceof Error ? cause.message : String(cause)}\n${usage}`);
    return 2;
  }
  const { only, guide, help, ...wanted } = values;
  const chosen = scenes.filter(
    ({ name, isInGuide }) => (only === undefined || only.includes(name)) && (guide !== true || isInGuide === true),
  );
  const left = guide === true ? { ...wanted, ...lookOfGuide } : wanted;
  const [visits, worn] = [visitsOf(left), looksOf(left)];
  if (help === true || chosen.length === 0 || visits.length === 0 || worn.length === 0) {
    console.log(usage);
    return help === true ? 0 : 2;
  }
  return take(chosen, { visits, worn, place: guide === true ? placeInGuide : placeOfScreens });
}

/** The pictures of each scene: every look of every visit. */
interface Pictures {
  readonly visits: readonly Visit[];
  readonly worn: readonly Look[];
  readonly place: Place;
}

async function take(chosen: readonly Scene[], pictures: Pictures): Promise<number> {
  await using browser = await openBrowser();
  let failed = 0;
  for (const [, scenesOfOne] of Map.groupBy(chosen, ({ agency }) => agency)) {
    failed += await takeOfOne(browser, scenesOfOne, pictures);
  }
  console.log(failed === 0 ? `All in ${root}` : `${failed} pictures were taken of pages that were not ready.`);
  return failed === 0 ? 0 : 1;
}

/** Gives how many pages did not get ready. */
async function takeOfOne(browser: Browser, chosen: readonly Scene[], pictures: Pictures): Promise<number> {
  console.log('Building the sample agency and its pages …');
  const moment = momentAt(tuesday);
  await using agency = await startAgency(moment);
  await enterHistory({ load: asUser(agency.org, integrationUsername), revOps: asRevOps(agency) }, tuesday);
  await enterPictures(asUser(agency.org, integrationUsername), tuesday);
  // The pictures of two Fridays keep their own.
  if (chosen[0]?.agency !== 'bridge') await keepLastFriday(agency);
  const studio: Studio = { agency, browser, moment, ...pictures };
  let failed = 0;
  for (const visit of pictures.visits) {
    for (const scene of chosen.filter(({ isForDesktop }) => isForDesktop !== true || visit.size === 'desktop')) {
      failed += (await takeOfVisit(studio, scene, visit)) ? 0 : 1;
    }
  }
  return failed;
}

/** Who looks: the rep of the sample's target, who leads the rep's unit, who stands above, or the first of RevOps. */
function usernameOf({ people }: Agency, role: Person['role']): string {
  const personOf = (key: string | null | undefined): Person | undefined => people.find((person) => person.key === key);
  const own = personOf(rep);
  const head = personOf(own?.manager);
  const found = {
    rep: own,
    'unit-manager': head,
    manager: personOf(head?.manager),
    revops: people.find((person) => person.role === 'revops'),
  }[role];
  if (found === undefined) throw new Error(`The sample has nobody in the role ${role}.`);
  return found.username;
}

async function speak(agency: Agency, username: string, language: Visit['language']): Promise<void> {
  const [user] = await agency.admin.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${username}'`);
  const words = language === 'ja' ? ['ja', 'ja_JP'] : ['en_US', 'en_US'];
  await agency.admin.update('User', [{ Id: user?.Id, LanguageLocaleKey: words[0], LocaleSidKey: words[1] }]);
}

interface Studio extends Pictures {
  readonly agency: Agency;
  readonly browser: Browser;
  readonly moment: Moment;
}

/** False when the page did not get ready; its pictures are taken all the same. */
async function takeOfVisit(studio: Studio, scene: Scene, visit: Visit): Promise<boolean> {
  const { agency, browser, moment, worn, place } = studio;
  moment.set(scene.at ?? tuesday);
  const context = await browser.newContext({
    viewport: sizes[visit.size],
    locale: visit.language,
    timezoneId: 'Asia/Tokyo',
  });
  await context.addCookies(
    Object.entries<string>({ ...worn[0] }).map(([name, value]) => ({ name, value, url: agency.org.url })),
  );
  const page = await context.newPage();
  await page.clock.setFixedTime(moment.now());
  page.setDefaultTimeout(60_000);
  const trouble = await show(page, studio, scene, visit.language).then(() => undefined, words);
  // A page that did not get ready is shown in one look: the others may not have been fetched.
  for (const look of trouble === undefined ? worn : worn.slice(0, 1)) {
    const file = join(root, place(scene, visit, look));
    mkdirSync(dirname(file), { recursive: true });
    if (look !== worn[0]) await wear(page, look);
    if (scene.isWhole === true) await grow(page, visit.size);
    // Links and buttons change their colours over a moment: at its end.
    await page.screenshot({ path: file, animations: 'disabled' });
    console.log(place(scene, visit, look));
  }
  await context.close();
  if (trouble !== undefined) console.log(`${scene.name} was not ready: ${trouble}`);
  return trouble === undefined;
}

const words = (cause: unknown): string => String(cause).split('\n')[0] ?? '';

async function show(page: Page, { agency, worn }: Studio, scene: Scene, language: Visit['language']): Promise<void> {
  const username = usernameOf(agency, scene.role);
  await speak(agency, username, language);
  await scene.before?.(agency);
  const search = new URLSearchParams({ sid: agency.org.tokenFor(username), retURL: await scene.path(agency) });
  await scene.opens?.(page);
  await page.goto(`${agency.org.url}/secur/frontdoor.jsp?${search.toString()}`);
  await fetchLooks(page, worn);
  await scene.ready(page, agency);
}

/** A window as high as the page: what sticks to an edge is where it belongs, unlike in Chromium's own whole-page pictures. */
async function grow(page: Page, size: Visit['size']): Promise<void> {
  const { width, height: least } = sizes[size];
  await page.setViewportSize({ width, height: least });
  const heightOf = (): Promise<number> => page.evaluate<number>('document.documentElement.scrollHeight');
  // The panels below come one by one: until the page has kept its height for a while.
  let height = 0;
  for (let now = await heightOf(); now !== height; now = await heightOf()) {
    height = now;
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(700);
  }
}
