/** The forecast week on the operations page: a week that is held says why, and then who has opened it by hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movableClock } from '../../local-org/local-org.ts';
import { serviceSettings } from '../../server/config.ts';
import { startService } from '../../server/serve/serve.ts';
import { runEnded } from '../scenario/service.ts';
import { Stage } from '../scenario/stage.ts';
import { readLog } from '../server/schedule/stand.ts';
import { openBrowser } from './browser.ts';
import { violations } from './violations.ts';

/** The Monday of 2099-W20, 06:00 in Tokyo: nobody lives to see it come by itself. */
const monday = Date.parse('2099-05-10T21:00:00Z');

test('the week says why it is held, what comes next, and who has opened it by hand', async () => {
  const clock = movableClock();
  await using opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
  const stage = opened.use(await Stage.open(clock));
  stage.edit('todoku.yml', (text) => `${text}cycle: { reminders: [] }\n`);
  stage.edit('raw/targets.csv', (text) => text.replace('target,original', 'goal,original'));
  clock.moveTo(monday);
  const service = await startService({
    project: stage.project,
    warehouseFile: stage.warehouseFile,
    access: stage.access,
    settings: { ...serviceSettings({}), port: 0 },
    log: readLog().log,
  });
  opened.defer(() => service.close());
  const browser = opened.use(await openBrowser());
  const page = await browser.newPage({ locale: 'en-US' });
  page.setDefaultTimeout(40_000);
  await page.goto(service.url);
  await page.getByLabel('Token of the service').fill(service.token);
  await page.keyboard.press('Enter');
  const steps = page.getByRole('list', { name: 'Steps of the week' }).getByRole('listitem');
  const opening = steps.filter({ hasText: 'Opening' });
  await opening.getByText('Held', { exact: true }).waitFor();
  await page.getByText(/^The load failed \(/).waitFor();
  await page.getByText('Next Deadline of units, Tue').waitFor();
  assert.equal(await steps.filter({ hasText: 'Ahead' }).count(), 3, 'deadline, freeze and snapshot');

  const body = { command: 'cycle', cycle: { step: 'open', by: 'Ito', reason: 'Friday will do' } };
  const headers = { authorization: `Bearer ${service.token}`, 'content-type': 'application/json' };
  const asked = await fetch(`${service.url}/runs`, { method: 'POST', headers, body: JSON.stringify(body) });
  assert.equal(asked.status, 202);
  const { id } = (await asked.json()) as { readonly id: string };
  await runEnded(service.url, service.token, id);
  await opening.getByText('Asked for by Ito: Friday will do').waitFor();
  await opening.getByText('Done', { exact: true }).waitFor();
  await page.getByText('Opened by Ito: Friday will do').waitFor();
  assert.deepEqual(await violations(page), []);
});
