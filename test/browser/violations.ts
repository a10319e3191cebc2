/** Accessibility of a page, as axe-core finds it. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Rules of WCAG 2.2, A and AA, that the page breaks: `rule: markup of each place`. Scrolls to the top. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate('window.scrollTo(0, 0)'); // a link half under the header that stays would count as too small
  await page.evaluate(axe.source);
  return await page.evaluate<readonly string[]>(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
  );
}
