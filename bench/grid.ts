/** The forecast grid in Chromium: how long until it is there, and how long each key and each frame of a scroll takes. */
import { env } from 'node:process';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../scripts/chromium.ts';
import { startWideOrg, type WideOrg } from '../scripts/demo/wide-target.ts';
import type { Figure, Say } from './bench.ts';

export const measures =
  'A Target page with 20 and with 500 project amounts in Chromium, from the local org: from navigation to the first row of the grid on screen, from the request’s answer to it, each keystroke to the next painted frame, and each frame while the grid is scrolled from end to end. The ratio is 500 lines to 20.';

const small = 20;
const large = Number(env['BENCH_LINES'] ?? 500);
const keystrokes = 60;
const loads = 3;
const row = 'c-forecast-entry [data-row] input';

interface Measured {
  readonly firstRow: number;
  readonly drawn: number;
  readonly keys: readonly number[];
  readonly frames: readonly number[];
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Notes, in the page, when the grid's first rows were painted. The platform's shadow hides them from a later look-up. */
const watch = `
  const byTag = Document.prototype.getElementsByTagName;
  globalThis.grid = () => byTag.call(document, 'c-forecast-grid')[0];
  const look = () => {
    if (grid() === undefined) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => { globalThis.painted = performance.now(); }));
  };
  requestAnimationFrame(look);
`;

/** When the last answer before the paint had arrived: the rows'. */
const answered = `Math.max(...performance.getEntriesByType('resource')
  .filter(({ name, responseEnd }) => name.includes('/graphql') && responseEnd > 0 && responseEnd <= painted)
  .map(({ responseEnd }) => responseEnd))`;

async function opened(browser: Browser, wide: WideOrg, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 1080 }, locale: 'en-US' });
  await context.addInitScript(watch);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const search = new URLSearchParams({ sid: wide.token, retURL: path });
  await page.goto(`${wide.org.url}/secur/frontdoor.jsp?${search.toString()}`);
  await page.locator(row).first().waitFor();
  return page;
}

/** The page's policy forbids what Playwright's own waiting evaluates. */
async function until(page: Page, condition: string): Promise<void> {
  await page.evaluate(
    `new Promise((done, fail) => {
      setTimeout(() => fail(new Error('not within a minute: ' + ${JSON.stringify(condition)})), 60000);
      const look = () => ((${condition}) ? done() : requestAnimationFrame(look));
      look();
    })`,
  );
}

async function marks(page: Page): Promise<{ readonly painted: number; readonly answered: number }> {
  await until(page, 'globalThis.painted !== undefined');
  return await page.evaluate(`({ painted, answered: ${answered} })`);
}

/** From the key's event to the frame after it, as the page itself sees it: no round trip of the driver counts. */
const timeKeys = `
  globalThis.keyTimes = [];
  addEventListener('keydown', () => {
    const start = performance.now();
    requestAnimationFrame(() => setTimeout(() => globalThis.keyTimes.push(performance.now() - start)));
  }, { capture: true });
`;

async function typed(page: Page): Promise<readonly number[]> {
  await page.evaluate(timeKeys);
  await page.locator(row).first().click();
  for (let count = 0; count < keystrokes; count++) {
    await page.keyboard.press(count % 6 === 5 ? 'ArrowDown' : String((count % 9) + 1));
  }
  await until(page, `keyTimes.length >= ${keystrokes}`);
  return (await page.evaluate<number[]>('globalThis.keyTimes')).slice(5);
}

/** Scrolls what scrolls around the grid from end to end, a third of a screen a frame; the time between frames. */
const scroll = `async (element) => {
  let scroller = element.firstElementChild ?? element;
  while (scroller !== null && !(scroller.scrollHeight > scroller.clientHeight + 40 && /auto|scroll/.test(getComputedStyle(scroller).overflowY)))
    scroller = scroller.parentElement;
  scroller ??= document.scrollingElement;
  const step = Math.max(60, scroller.clientHeight / 3);
  const times = [];
  let last = await new Promise(requestAnimationFrame);
  for (let top = 0; top < scroller.scrollHeight; top += step) {
    scroller.scrollTop = top;
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  return times;
}`;

async function scrolled(page: Page): Promise<readonly number[]> {
  const times = await page.evaluate<number[]>(`(${scroll})(grid())`);
  return times.slice(1);
}

async function measured(browser: Browser, wide: WideOrg, path: string, say: Say): Promise<Measured> {
  const first: number[] = [];
  const drawn: number[] = [];
  for (let load = 0; load < loads; load++) {
    const page = await opened(browser, wide, path);
    const { painted, answered } = await marks(page);
    first.push(painted);
    drawn.push(painted - answered);
    say(`first row after ${painted.toFixed(0)} ms, ${(painted - answered).toFixed(0)} ms after the answer`);
    if (load < loads - 1) await page.context().close();
    else {
      const keys = await typed(page);
      const frames = await scrolled(page);
      await page.context().close();
      return { firstRow: quantile(first, 0.5), drawn: quantile(drawn, 0.5), keys, frames };
    }
  }
  throw new Error('nothing was loaded');
}

function figures(fewLines: Measured, manyLines: Measured): readonly Figure[] {
  const both = (what: string, of: (one: Measured) => number): readonly Figure[] => [
    { what: `${what}, ${small} lines`, seconds: of(fewLines) / 1000 },
    {
      what: `${what}, ${large} lines`,
      seconds: of(manyLines) / 1000,
      ratio: `${(of(manyLines) / of(fewLines)).toFixed(2)} × of ${small} lines`,
    },
  ];
  return [
    ...both('navigation to the first row', ({ firstRow }) => firstRow),
    ...both('answer to the first row', ({ drawn }) => drawn),
    ...both('key to its frame, p50', ({ keys }) => quantile(keys, 0.5)),
    ...both('key to its frame, p95', ({ keys }) => quantile(keys, 0.95)),
    ...both('frame of a scroll, p50', ({ frames }) => quantile(frames, 0.5)),
    ...both('frame of a scroll, p95', ({ frames }) => quantile(frames, 0.95)),
  ];
}

export async function run(say: Say): Promise<readonly Figure[]> {
  await using wide = await startWideOrg();
  await wide.org.builds.current();
  const [few, many] = [await wide.target(small), await wide.target(large)];
  const browser = await openBrowser();
  try {
    await (await opened(browser, wide, few.path)).context().close(); // what is built and loaded once is not the grid's
    const fewLines = await measured(browser, wide, few.path, say);
    const manyLines = await measured(browser, wide, many.path, say);
    return figures(fewLines, manyLines);
  } finally {
    await browser.close();
  }
}
