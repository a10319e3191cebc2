/**
 * The looks of a page, and how a page that is open takes another: a design and an appearance are a stylesheet and classes
 * of the document (`local-org/pages/html.ts`), so that one visit gives the pictures of all of them.
 */
import type { Page } from 'playwright-core';

export interface Look {
  readonly theme: 'slds1' | 'slds2';
  readonly mode: 'light' | 'dark';
}

/** Dark is a design of SLDS 2 alone. */
export const looks: readonly Look[] = [
  { theme: 'slds1', mode: 'light' },
  { theme: 'slds2', mode: 'light' },
  { theme: 'slds2', mode: 'dark' },
];

const sheets = {
  slds1: '/_slds/styles/salesforce-lightning-design-system.min.css',
  slds2: '/_slds2/slds2.cosmos.css',
} as const;

/** What the functions of the page below use of it: their types are not those of Node. */
interface Shown {
  readonly documentElement: { className: string };
  readonly body: { className: string };
  querySelector(selector: string): Link | null;
}
interface Link {
  setAttribute(name: string, value: string): void;
  after(link: Link): void;
  cloneNode(): Link & Record<'href' | 'onload' | 'onerror', unknown>;
}

/** Fetches the stylesheets of the looks that come later while the page still has its network. */
export async function fetchLooks(page: Page, later: readonly Look[]): Promise<void> {
  for (const theme of new Set(later.map((look) => look.theme))) {
    await page.evaluate(async (sheet) => {
      const { document } = globalThis as unknown as { document: Shown };
      const own = document.querySelector('link[rel="stylesheet"]');
      if (own === null) throw new Error('The page has no stylesheet.');
      if (document.querySelector(`link[href="${sheet}"]`) !== null) return;
      const link = own.cloneNode();
      await new Promise((resolve, reject) => {
        Object.assign(link, { href: sheet, media: 'not all', onload: resolve, onerror: reject });
        own.after(link);
      });
    }, sheets[theme]);
  }
}

/** Of a page whose looks were fetched. */
export async function wear(page: Page, { theme, mode }: Look): Promise<void> {
  const other = theme === 'slds1' ? 'slds2' : 'slds1';
  await page.evaluate(
    ({ wanted, unwanted, html, body }) => {
      const { document } = globalThis as unknown as { document: Shown };
      const [on, off] = [wanted, unwanted].map((sheet) => document.querySelector(`link[href="${sheet}"]`));
      if (on === undefined || on === null) throw new Error(`${wanted} was not fetched.`);
      on.setAttribute('media', 'all');
      off?.setAttribute('media', 'not all');
      document.documentElement.className = html;
      document.body.className = document.body.className.replace(/(?<=slds-color-scheme--)\w+/, body);
    },
    { wanted: sheets[theme], unwanted: sheets[other], html: `${theme} ${mode}`, body: mode },
  );
}
