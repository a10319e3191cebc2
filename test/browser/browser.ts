/** Visits of page tests: a fresh profile, no network but loopback, and what the page complained about. */
import assert from 'node:assert/strict';
import type { Browser, BrowserContext, ConsoleMessage, Page, Request } from 'playwright-core';
import { missingVariables } from './missing-variables.ts';

export { openBrowser } from '../../scripts/chromium.ts';

export interface Visit extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Every address the page asked for. */
  readonly requests: readonly string[];
  /** Errors of the console, uncaught exceptions, and variables that were not sent with their query. */
  readonly errors: readonly string[];
}

export interface VisitOptions {
  /** Origin of the org. */
  readonly url: string;
  /** Access token of the person who looks. */
  readonly token: string;
  readonly theme?: 'slds1' | 'slds2';
  readonly mode?: 'light' | 'dark';
  readonly size?: { readonly width: number; readonly height: number };
  /** Time zone of the browser; that of Greenwich otherwise. */
  readonly zone?: string;
  /** What the page takes for now, held; the machine's clock otherwise. */
  readonly now?: number;
  /** A profile of the test's own, which keeps what the page stored; by default one without any traces. */
  readonly context?: BrowserContext;
}

/** What has not come by then does not come. */
const patienceMs = 20_000;
const large = { width: 1400, height: 1080 };

export function openContext(browser: Browser, zone = 'UTC'): Promise<BrowserContext> {
  return browser.newContext({ viewport: large, locale: 'en-US', timezoneId: zone });
}

/**
 * Pages nobody is using: a visit takes one over with the files of the pages that it has loaded already. A page of its own
 * for each visit, with its process and its window, takes a third of what the visit costs.
 */
const spares = new WeakMap<Browser, Map<string, Page[]>>();

/** A clock that was held once is never the machine's again. */
function spareOf(browser: Browser, { zone, now }: Pick<VisitOptions, 'zone' | 'now'>): Page[] {
  const kinds = spares.get(browser) ?? new Map<string, Page[]>();
  spares.set(browser, kinds);
  const kind = `${zone ?? ''} ${now === undefined}`;
  const pages = kinds.get(kind) ?? [];
  kinds.set(kind, pages);
  return pages;
}

/** What a visit left in its page is gone, so that the next one finds a page as new but for its cache of files. */
async function leave(page: Page, url: string, spare: Page[]): Promise<void> {
  if (await endsWithin(patienceMs, cleared(page, url))) {
    spare.push(page);
    return;
  }
  // Chromium does not always answer; such a profile is left to end with its browser.
  page
    .context()
    .close()
    .catch(() => undefined);
}

async function cleared(page: Page, url: string): Promise<void> {
  await page.evaluate('sessionStorage.clear()');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null, forcedColors: null });
  await page.goto('about:blank');
  await page.mouse.move(0, 0); // nothing of the next page lies under it
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'local_storage' });
  await session.detach();
}

async function endsWithin(limitMs: number, work: Promise<void>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, limitMs, false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Begins to note what a page asks for and complains about; `end` ends it. */
function noted(page: Page): { readonly requests: string[]; readonly errors: string[]; readonly end: () => void } {
  const requests: string[] = [];
  const errors: string[] = [];
  const onRequest = (request: Request): void => {
    requests.push(request.url());
    errors.push(...missingVariables(request).map((name) => `asked without its variable ${name}`));
  };
  const onError = (error: Error): void => void errors.push(error.message);
  const onMessage = (message: ConsoleMessage): void => {
    if (message.type() === 'error') errors.push(message.text());
  };
  page.on('request', onRequest).on('pageerror', onError).on('console', onMessage);
  const end = (): void => void page.off('request', onRequest).off('pageerror', onError).off('console', onMessage);
  return { requests, errors, end };
}

/** A window of a person who has signed in by the front door; `path` is where they go first. */
export async function visit(browser: Browser, path: string, options: VisitOptions): Promise<Visit> {
  const { url, token, theme = 'slds1', mode = 'light', size = large, zone, now, context: own } = options;
  const spare = spareOf(browser, options);
  const taken = own === undefined ? spare.pop() : undefined;
  const page = taken ?? (await (own ?? (await openContext(browser, zone))).newPage());
  const context = page.context();
  if (now !== undefined) await context.clock.setFixedTime(now);
  await context.clearCookies();
  await context.addCookies([
    { name: 'theme', value: theme, url },
    { name: 'mode', value: mode, url },
  ]);
  await page.setViewportSize(size);
  page.setDefaultTimeout(patienceMs);
  const { requests, errors, end } = noted(page);
  const search = new URLSearchParams({ sid: token, retURL: path });
  await page.goto(`${url}/secur/frontdoor.jsp?${search.toString()}`);
  const dispose = async (): Promise<void> => {
    end();
    await (own === undefined ? leave(page, url, spare) : page.close());
  };
  return { page, context, requests, errors, [Symbol.asyncDispose]: dispose };
}

/** Nothing may leave the machine. */
export function assertLoopback(requests: readonly string[], url: string): void {
  const foreign = requests.filter((address) => !address.startsWith(url) && !address.startsWith('data:'));
  assert.deepEqual(foreign, []);
}
