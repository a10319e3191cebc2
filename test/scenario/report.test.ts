/** The weekly report (N10): each reader's departments in the reader's language, and only what moved beyond the tolerance. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Report } from '../../server/report/report.ts';
import { reports } from '../../server/report/report.ts';
import { asAdmin, asUser } from '../../scripts/demo/steps.ts';
import { CycleStage, key } from './cycle-stage.ts';

const resources = new AsyncDisposableStack();
let stage: CycleStage;

const ledBy = (name: string): object => ({ Manager__r: { Employee_Key__c: name } });

before(async () => {
  stage = resources.use(await CycleStage.open());
  await stage.save('Department__c', [
    { ...key('HQ'), Name: 'Sales', Name_Ja__c: '営業本部', Active__c: true, ...ledBy('chief') },
  ]);
  await stage.save('Department__c', [
    { ...key('EAST'), Name: 'East', Name_Ja__c: '東日本', Parent__r: key('HQ'), ...ledBy('east.head') },
    { ...key('WEST'), Name: 'West', Name_Ja__c: '西日本', Parent__r: key('HQ'), ...ledBy('west.head') },
  ]);
  await asAdmin(stage.departments.world.org).upsert('User', 'Employee_Key__c', [
    { Employee_Key__c: 'east.head', LanguageLocaleKey: 'ja' },
  ]);
  await stage.save('Budget__c', [
    { ...key('EAST'), Current_Amount__c: 40_000_000 },
    { ...key('WEST'), Current_Amount__c: 900 },
  ]);
  await stage.deal('Sky <campaign>', 'EAST', 20_000_000);
  await stage.deal('Sea', 'EAST', 10_000_000);
});
after(() => resources.disposeAsync());

const told = (week?: string): Promise<readonly Report[]> => stage.with(({ org }) => reports(org, week));

async function of(username: string, week?: string): Promise<Report> {
  const found = (await told(week)).find((one) => one.username === `${username}@todoku.example.com`);
  assert.ok(found !== undefined);
  return found;
}

test('before the first week is closed there is nothing to report, and it is said so', async () => {
  await assert.rejects(told(), { code: 'report-week-unknown' });
  await assert.rejects(told("' OR Name != '"), { code: 'report-week-unknown' });
});

test('in the first week one line says that there is nothing to compare with', async () => {
  await stage.step('snapshot', '2026-W47', 'Closed');
  const { text } = await of('west.head');
  assert.equal(
    text,
    'Forecast report 2026-W47\n\nThis is the first week: from the next one on, what has moved is told.',
  );
});

test('what moved is told with its causes, how much is missing, and what comes next', async () => {
  await stage.close('Sea', 'EAST', 'Closed Lost');
  await stage.save('Opportunity_Amount__c', [{ ...key('EAST|Sky <campaign>'), Expected__c: 22_500_000 }], stage.ops);
  await stage.step('open', '2026-W48', 'Open');
  await stage.step('carry', '2026-W48', 'Late');
  await stage.step('snapshot', '2026-W48', 'Closed');
  const { text, language } = await of('chief');
  assert.equal(language, 'en');
  assert.deepEqual(text.split('\n'), [
    'Forecast report 2026-W48',
    '',
    'Is something wrong?',
    '- 1 of 4 landings moved by more than 10 since last Friday.',
    '- 2026-11, revenue: landing 22.5M, budget 40.0M, short by 17.5M.',
    '',
    'How wrong?',
    '- East, revenue 2026-11: −7.5M since last Friday, landing 22.5M, short by 17.5M',
    '    −10.0M Sea (lost or cancelled)',
    '    +2.5M Sky <campaign> (amount up)',
    '',
    'What next?',
    '- East: nothing was submitted; the number was carried over (east.head)',
    '- West: nothing was submitted; the number was carried over (west.head)',
    '',
    "As of 2026-11-27 23:00. Amounts and causes are those of the week's snapshot.",
  ]);
});

test('N10: the same figures in both languages', async () => {
  const [east, chief] = [await of('east.head'), await of('chief')];
  assert.equal(east.language, 'ja');
  assert.match(east.text, /東日本 2026年11月 売上: 先週金曜から−7\.5百万、着地見込22\.5百万、予算に17\.5百万不足/);
  assert.match(east.text, /−10\.0百万 Sea（失注・中止）|−10\.0百万 Sea \(失注・中止\)/);
  const figures = (text: string): readonly string[] => text.match(/[−+]?[\d,]+\.\d(?=M|百万)/g) ?? [];
  assert.deepEqual(figures(east.text), figures(chief.text));
});

test('N10: where nothing moved beyond the tolerance, and nothing waits, one line says so', async () => {
  await stage.step('snapshot', '2026-W49', 'Closed');
  const { text } = await of('west.head');
  assert.equal(text, 'Forecast report 2026-W49\n\n2026-W49: no material change (no landing moved by more than 10).');
});

test('a unit that has taken its forecast back has said nothing, as in the meeting', async () => {
  await stage.step('open', '2026-W50', 'Open');
  const [east] = await stage.rows(`SELECT Id FROM Budget__c WHERE External_Key__c = 'EAST'`);
  const [week] = await stage.rows(`SELECT Id FROM Forecast_Cycle__c WHERE External_Key__c = '2026-W50'`);
  const head = asUser(stage.departments.world.org, 'east.head@todoku.example.com');
  const about = { Budget__c: east?.['Id'], Cycle__c: week?.['Id'], Kind__c: 'Unit' };
  const version = async (Version__c: number): Promise<string> => {
    const External_Key__c = `2026-W50|Unit|EAST|${Version__c}`;
    await head.insert('Forecast_Submission__c', [{ ...about, External_Key__c, Version__c, State__c: 'Draft' }]);
    const [row] = await stage.rows(
      `SELECT Id FROM Forecast_Submission__c WHERE External_Key__c = '${External_Key__c}'`,
    );
    return String(row?.['Id']);
  };
  await head.update('Forecast_Submission__c', [{ Id: await version(1), State__c: 'Withdrawn' }]);
  await version(2);
  await stage.step('snapshot', '2026-W50', 'Closed');
  assert.match(
    (await of('chief', '2026-W50')).text,
    /^- East: what was submitted was taken back; nothing is submitted \(east\.head\)$/m,
  );
});

test('a reader is told of their own departments and those below, and of no other', async () => {
  assert.doesNotMatch((await of('west.head', '2026-W48')).text, /East|Sea|Sky/);
  const { html } = await of('chief', '2026-W48');
  assert.match(html, /Sky &lt;campaign&gt;/);
  assert.match(html, /<html lang="en">/);
});

test('todoku report writes a text and a page for each reader', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'todoku-report-'));
  const { url, org } = stage.departments.world;
  const env = {
    ...process.env,
    TODOKU_ORG_URL: url,
    TODOKU_ORG_CLIENT_ID: org.client.clientId,
    TODOKU_ORG_CLIENT_SECRET: org.client.clientSecret,
  };
  const command = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));
  const run = promisify(execFile);
  const args = [command, 'report', '--week', '2026-W48', '--out', dir, '--json'];
  const { stdout } = await run(process.execPath, args, { env });
  const { files } = JSON.parse(stdout) as { readonly files: readonly string[] }; // --json of a report
  assert.equal(files.length, 6);
  assert.match(
    readFileSync(join(dir, '2026-W48-east.head@todoku.example.com.txt'), 'utf8'),
    /着地見込レポート 2026-W48/,
  );
  rmSync(dir, { recursive: true });
});
