/** What the page host answers without a browser: who may come in, the frame of a page, and what it loads. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSeason, type Season } from '../ui/season.ts';

let season: Season;
before(async () => {
  season = await startSeason();
  await season.world.org.builds.current();
});
after(() => season[Symbol.asyncDispose]());

async function get(path: string, options: RequestInit = {}): Promise<{ response: Response; text: string }> {
  const response = await fetch(season.world.url + path, { redirect: 'manual', ...options });
  return { response, text: await response.text() };
}

const signedIn = (token = season.world.token): RequestInit => ({ headers: { Cookie: `sid=${token}` } });

test('a stranger is sent to the sign-in page and told where they wanted to go', async () => {
  const { response } = await get('/lightning/r/Orchard__c/1/view?x=1');
  assert.equal(response.status, 302);
  assert.equal(
    response.headers.get('location'),
    '/host/sign-in?retURL=%2Flightning%2Fr%2FOrchard__c%2F1%2Fview%3Fx%3D1',
  );
  assert.equal((await get('/')).response.headers.get('location'), '/host/sign-in');
  assert.equal((await get('/', signedIn())).response.headers.get('location'), '/lightning/page/home');
});

test('the sign-in page names every active person and says that it is local', async () => {
  const { text } = await get('/host/sign-in?retURL=/lightning/page/home');
  assert.match(text, /Ada Admin/);
  assert.match(text, /雪 木村/);
  assert.match(text, /only in the local org/);
});

test('who signs in comes back to a page of this org and to no other', async () => {
  const signIn = async (retURL: string): Promise<string> => {
    const body = new URLSearchParams({ userId: season.keeperId, retURL });
    const { response } = await get('/host/sign-in', { method: 'POST', body });
    assert.equal(response.status, 303);
    return response.headers.get('location') ?? '';
  };
  const address = await signIn('/lightning/o/Orchard__c/list');
  const door = await get(address);
  assert.equal(door.response.headers.get('location'), '/lightning/o/Orchard__c/list');
  assert.match(door.response.headers.get('set-cookie') ?? '', /^sid=00D.*HttpOnly/);
  assert.match(await signIn('https://example.com/'), /retURL=%2Flightning%2Fpage%2Fhome/);
  assert.match(await signIn('//example.com/'), /retURL=%2Flightning%2Fpage%2Fhome/);
});

test('a form of another site cannot sign anybody in', async () => {
  const body = new URLSearchParams({ userId: season.keeperId });
  const { response } = await get('/host/sign-in', { method: 'POST', body, headers: { Origin: 'https://example.com' } });
  assert.equal(response.status, 403);
  assert.equal(
    (await get('/host/sign-in', { method: 'POST', body: new URLSearchParams({ userId: '005x' }) })).response.status,
    400,
  );
});

test('a page allows its own origin alone and scripts by nonce', async () => {
  const { response, text } = await get('/lightning/page/home', signedIn());
  const policy = response.headers.get('content-security-policy') ?? '';
  const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? [];
  assert.match(policy, /^default-src 'self';/);
  assert.ok(nonce.length >= 16);
  for (const [script] of text.matchAll(/<script[^>]*>/g)) {
    assert.ok(script.includes(`nonce="${nonce}"`) || script.includes('src="/host/lwc/'), script);
  }
  assert.deepEqual([...text.matchAll(/(?:src|href)="(?:https?:)?\/\//g)], []);
});

interface Facts {
  readonly user: { readonly language: string; readonly timeZone: string };
  readonly app: { readonly label: string; readonly items: readonly { readonly label: string; readonly url: string }[] };
  readonly labels: Readonly<Record<string, string>>;
  readonly i18n: Readonly<Record<string, unknown>>;
}

async function factsOf(token: string): Promise<Facts> {
  const { text } = await get('/lightning/page/home', signedIn(token));
  const [, json = ''] = /\.\.\.(\{.*\}), formFactor/.exec(text) ?? [];
  return JSON.parse(json) as Facts; // what the page's own script reads
}

test('one build serves everybody: language, labels, tabs and formats come with the page', async () => {
  const english = await factsOf(season.world.token);
  assert.equal(english.app.label, 'Orchards');
  assert.deepEqual(
    english.app.items.map(({ label, url }) => [label, url]),
    [
      ['Home', '/lightning/page/home'],
      ['Orchards', '/lightning/o/Orchard__c/home'],
    ],
  );
  assert.deepEqual(english.labels, { 'c.Harvest_Title': 'Harvests of the season' });
  const japanese = await factsOf(season.keeperToken);
  assert.equal(japanese.user.language, 'ja');
  assert.equal(japanese.app.label, '果樹園アプリ');
  assert.deepEqual(
    japanese.app.items.map(({ label }) => label),
    ['ホーム', '果樹園'],
  );
  assert.deepEqual(japanese.labels, { 'c.Harvest_Title': '今季の収穫' });
  assert.equal(japanese.i18n['locale'], 'ja-JP');
  assert.equal(japanese.i18n['dateTime.shortDateFormat'], 'yyyy/MM/dd');
  assert.match(JSON.stringify(japanese.i18n['calendarData']), /"sun":"日曜日".*"11":"11月"/);
});

test('a text of the org cannot break out of the page', async () => {
  season.insert('User', {
    Username: 'x@orchard.test',
    LastName: '</script><b>x',
    Email: 'x@orchard.test',
    Alias: 'x',
    TimeZoneSidKey: 'Asia/Tokyo',
    LocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    ProfileId: profileId(),
  });
  const { text } = await get('/lightning/page/home', signedIn(season.world.org.tokenFor('x@orchard.test')));
  assert.equal(text.includes('</script><b>'), false);
  assert.equal((await get('/host/sign-in')).text.includes('</script><b>'), false);
});

function profileId(): unknown {
  const { engine, admin } = season.world.org;
  return engine.query({ userId: admin.id }, "SELECT Id FROM Profile WHERE Name = 'Standard User'").records[0]?.['Id'];
}

test('a record page without a flexipage is the standard one, with the fields and lists of the layout', async () => {
  const { text } = await get(`/host/record-page/${season.north}`, signedIn());
  const model = JSON.parse(text) as {
    objectApiName: string;
    regions: { name: string; items: { name: string }[] }[];
    facets: object;
  };
  assert.equal(model.objectApiName, 'Orchard__c');
  assert.deepEqual(
    model.regions.map(({ name, items }) => [name, items.map((item) => item.name)]),
    [
      ['header', ['force:highlightsPanel']],
      ['main', ['flexipage:tabset']],
    ],
  );
  assert.deepEqual(Object.keys(model.facets), ['tabs', 'related', 'details']);
  assert.equal((await get('/host/record-page/a0X000000000000AAA', signedIn())).response.status, 404);
  assert.equal((await get(`/host/record-page/${season.north}`)).response.status, 401);
});

test('a person changes their own language, to one that the org knows', async () => {
  const change = async (language: string): Promise<number> => {
    const body = JSON.stringify({ language });
    const headers = { Authorization: `Bearer ${season.keeperToken}` };
    return (await get('/host/preferences', { method: 'POST', headers, body })).response.status;
  };
  assert.equal(await change('en_US'), 204);
  assert.equal((await factsOf(season.keeperToken)).i18n['locale'], 'en-US');
  assert.equal(await change('ja'), 204);
  assert.equal((await factsOf(season.keeperToken)).i18n['locale'], 'ja-JP');
  assert.equal(await change('xx'), 400);
});

test('built files are served for good, and nothing beside them', async () => {
  const { app } = await season.world.org.builds.current();
  const { response } = await get(`/host/lwc/${app}/host.js`);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('cache-control') ?? '', /immutable/);
  for (const path of ['/host/lwc/nothing.js', '/host/lwc/..%2f..%2fpackage.json', '/resource/Nothing']) {
    assert.equal((await get(path)).response.status, 404, path);
  }
});
