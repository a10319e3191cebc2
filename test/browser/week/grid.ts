/** The forecast grid, used as people do. */
import type { Locator, Page } from 'playwright-core';

export async function enter(page: Page, cell: Locator, text: string): Promise<void> {
  await cell.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

/** Resolves when every row is saved. */
export async function save(page: Page): Promise<void> {
  await page.locator('c-forecast-footer .save').click();
  await page.locator('c-forecast-footer .summary', { hasText: 'No changes' }).waitFor({ timeout: 120_000 });
}

/** As the browser hands over what was copied in a spreadsheet. */
export async function paste(cell: Locator, text: string): Promise<void> {
  await cell.evaluate((element, copied) => {
    // A function of the page: it knows the DOM, whose types are not those of Node.
    const given = globalThis as unknown as Record<'DataTransfer' | 'ClipboardEvent', new (...args: unknown[]) => never>;
    const clipboardData = new given.DataTransfer() as { setData(type: string, data: string): void };
    clipboardData.setData('text/plain', copied);
    const event = new given.ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true });
    (element as unknown as { dispatchEvent(event: unknown): void }).dispatchEvent(event);
  }, text);
}
