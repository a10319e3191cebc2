/** Visits of page tests: a fresh profile, no network but loopback, and what the page complained about. */
import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Page } from 'playwright-core';
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
  /** A profile of the test's own, which keeps what the page stored; by default one without any traces. */
  readonly context?: BrowserContext;
}

/** What has not come by then does not come. */
const patienceMs = 20_000;
const large = { width: 1400, height: 1080 };

export function openContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ viewport: large, locale: 'en-US', timezoneId: 'UTC' });
}

/** Profiles nobody is using: a visit takes one over with the files of the pages that it has loaded already. */
const spare = new WeakMap<Browser, BrowserContext[]>();

/** What a page stored is gone, so that the next visit finds a profile as new but for its cache of files. */
async function leave(browser: Browser, page: Page, url: string): Promise<void> {
  const context = page.context();
  if (await endsWithin(patienceMs, cleared(page, url))) {
    spare.set(browser, [...(spare.get(browser) ?? []), context]);
    return;
  }
  // Chromium does not always answer; such a profile is left to end with its browser.
  context.close().catch(() => undefined);
}

async function cleared(page: Page, url: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'local_storage' });
  await page.close();
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

/** A window of a person who has signed in by the front door; `path` is where they go first. */
export async function visit(browser: Browser, path: string, options: VisitOptions): Promise<Visit> {
  const { url, token, theme = 'slds1', mode = 'light', size = large } = options;
  const context = options.context ?? spare.get(browser)?.pop() ?? (await openContext(browser));
  await context.clearCookies();
  await context.addCookies([
    { name: 'theme', value: theme, url },
    { name: 'mode', value: mode, url },
  ]);
  const page = await context.newPage();
  await page.setViewportSize(size);
  page.setDefaultTimeout(patienceMs);
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    requests.push(request.url());
    errors.push(...missingVariables(request).map((name) => `asked without its variable ${name}`));
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const search = new URLSearchParams({ sid: token, retURL: path });
  await page.goto(`${url}/secur/frontdoor.jsp?${search.toString()}`);
  const end = (): Promise<void> => (options.context === undefined ? leave(browser, page, url) : page.close());
  return { page, context, requests, errors, [Symbol.asyncDispose]: end };
}

/** Nothing may leave the machine. */
export function assertLoopback(requests: readonly string[], url: string): void {
  const foreign = requests.filter((address) => !address.startsWith(url) && !address.startsWith('data:'));
  assert.deepEqual(foreign, []);
}
