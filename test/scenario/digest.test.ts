/** The report of the week by mail: to each reader in the reader's language, once, and what goes wrong is told. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CycleResult } from '../../server/model/model.ts';
import { openMailbox, type Mailbox } from '../world/mailbox.ts';
import type { Ended } from './command.ts';
import { Stage } from './stage.ts';

const opened = new AsyncDisposableStack();
let stage: Stage;
let mailbox: Mailbox;
let heads: readonly string[];

before(async () => {
  mailbox = opened.use(await openMailbox());
  stage = opened.use(await Stage.open());
  stage.edit('todoku.yml', (text) => `${text}cycle: { reminders: [], digest: Mon 07:00 }\n`);
  stage.environment = { TODOKU_SMTP_URL: mailbox.url, TODOKU_MAIL_FROM: 'Todoku <todoku@example.com>' };
  assert.deepEqual(outcomes(await stage.run('cycle', 'run', 'open')), [['open', 'done', undefined]]);
  heads = await namedHeads();
});
after(() => opened.disposeAsync());

/** Two departments get a head each, one of whom reads Japanese; their addresses. */
async function namedHeads(): Promise<readonly string[]> {
  const admin = stage.world.connect();
  const { records: departments } = await admin.query<{ Id: string }>(
    'SELECT Id FROM Department__c ORDER BY Id LIMIT 2',
  );
  const { records: profiles } = await admin.query<{ Id: string }>(
    "SELECT Id FROM Profile WHERE Name = 'Standard User'",
  );
  const languages = ['en_US', 'ja'];
  const addresses = languages.map((language) => `head.${language}@example.com`.toLowerCase());
  for (const [index, language] of languages.entries()) {
    const email = addresses[index] ?? '';
    const user = await admin.sobject('User').create({
      ...{
        Username: email,
        Email: email,
        LastName: `Head ${language}`,
        Alias: `head${index}`,
        ProfileId: profiles[0]?.Id,
      },
      ...{
        TimeZoneSidKey: 'Asia/Tokyo',
        LocaleSidKey: 'ja_JP',
        LanguageLocaleKey: language,
        EmailEncodingKey: 'UTF-8',
      },
    });
    await admin.sobject('Department__c').update({ Id: departments[index]?.Id ?? '', Manager__c: user.id });
  }
  return addresses;
}

function outcomes({ json, stderr }: Ended): readonly (readonly [string, string, string | undefined])[] {
  const { steps } = json as Partial<CycleResult>;
  assert.ok(steps !== undefined, stderr);
  return steps.map(({ step, outcome, code }) => [step, outcome, code]);
}

const digest = (): Promise<Ended> => stage.run('cycle', 'run', 'digest');
const recipients = (): readonly string[] => mailbox.letters.map(({ to }) => to).sort();

test('before a week is closed nothing is sent, and it is said so', async () => {
  assert.deepEqual(outcomes(await digest()), [['digest', 'done', 'nothing-to-report']]);
  assert.deepEqual(recipients(), []);
});

test('a server that cannot be reached, or does not let us in, is told of; the password is not', async () => {
  assert.deepEqual(outcomes(await stage.run('cycle', 'run', 'snapshot')), [['snapshot', 'done', undefined]]);
  const good = stage.environment;
  stage.environment = { ...good, TODOKU_SMTP_URL: mailbox.url.replace(mailbox.password, 'another-password') };
  const refused = await digest();
  assert.deepEqual([refused.exitCode, codeOf(refused)], [2, 'mail-sign-in']);
  assert.doesNotMatch(`${refused.stdout}${refused.stderr}`, /another-password/);
  stage.environment = { ...good, TODOKU_SMTP_URL: 'smtp://127.0.0.1:9' };
  const away = await digest();
  assert.deepEqual([away.exitCode, codeOf(away)], [6, 'mail-unreachable']);
  stage.environment = { ...good, TODOKU_SMTP_URL: '', TODOKU_MAIL_FROM: '' };
  const none = await digest();
  assert.deepEqual([none.exitCode, codeOf(none)], [2, 'mail-not-configured']);
  stage.environment = { ...good, TODOKU_SMTP_URL: 'http://user:hidden-word@example.com' };
  const wrong = await digest();
  assert.deepEqual([wrong.exitCode, codeOf(wrong)], [2, 'mail-not-configured']);
  assert.doesNotMatch(`${wrong.stdout}${wrong.stderr}`, /hidden-word/);
  stage.environment = good;
  assert.deepEqual(recipients(), []);
});

const codeOf = ({ json }: Ended): string | undefined => (json as { error?: { code: string } }).error?.code;

test('a letter that is refused keeps no other back, and is sent once its address is right', async () => {
  mailbox.unknown.add(heads[1] ?? '');
  const first = await digest();
  assert.deepEqual([first.exitCode, outcomes(first)], [4, [['digest', 'failed', 'mail-refused']]]);
  assert.match(first.stdout, /1 of 2 reports of \d{4}-W\d{2} were sent; 1 refused/);
  assert.deepEqual(recipients(), [heads[0]]);
  mailbox.unknown.clear();
  assert.deepEqual(outcomes(await digest()), [['digest', 'done', undefined]]);
  assert.deepEqual(recipients(), [...heads].sort());
});

test('each reader has it in the own language, as text and as a page, under a name of its own', () => {
  const [english, japanese] = heads.map((address) => mailbox.letters.find(({ to }) => to === address)?.raw ?? '');
  assert.match(english ?? '', /^Subject: Forecast report \d{4}-W\d{2}\r$/m);
  assert.match(japanese ?? '', /^Subject: =\?UTF-8\?/m);
  for (const raw of [english ?? '', japanese ?? '']) {
    assert.match(raw, /^From: Todoku <todoku@example.com>\r$/m);
    assert.match(raw, /^Message-ID: <\d{4}-W\d{2}\.head\.\w+\.example\.com@example.com>\r$/m);
    assert.match(raw, /^Auto-Submitted: auto-generated\r$/m);
    assert.match(raw, /^Content-Type: text\/plain/m);
    assert.match(raw, /^Content-Type: text\/html/m);
  }
});

test('done again, nobody is sent it twice', async () => {
  const before = mailbox.letters.length;
  assert.deepEqual(outcomes(await digest()), [['digest', 'done', undefined]]);
  assert.equal(mailbox.letters.length, before);
});

test('doctor signs in to the mail server, and says what is wrong', async () => {
  const findingOf = ({ json }: Ended): { readonly state: string } | undefined =>
    (json as { findings: readonly { check: string; state: string }[] }).findings.find(({ check }) => check === 'mail');
  assert.equal(findingOf(await stage.run('doctor'))?.state, 'ok');
  const good = stage.environment;
  stage.environment = { ...good, TODOKU_SMTP_URL: '', TODOKU_MAIL_FROM: '' };
  const without = await stage.run('doctor');
  assert.deepEqual([without.exitCode, findingOf(without)?.state], [2, 'failed']);
  stage.environment = good;
});
