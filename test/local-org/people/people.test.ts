/** `--users`: a file of people becomes users with roles, permission sets and settings of their own. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { addPeople, PeopleError, readPeople } from '../../../local-org/people/people.ts';
import { startWorld, type World } from '../../world/world.ts';
import { inFolder, serving } from '../serving.ts';

function file(folder: string, content: unknown): string {
  const path = join(folder, 'users.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const rina = {
  username: 'rina@example.com',
  name: 'Rina Maria Rep',
  email: 'rina.rep@example.com',
  profile: 'Standard User',
  role: 'East',
  permissionSets: ['Pilots'],
  language: 'ja',
  timeZone: 'Europe/London',
};

async function records(world: World, soql: string): Promise<readonly unknown[]> {
  const { records: rows } = await world.connect().query<Record<string, unknown>>(soql);
  return rows.map(({ attributes: _, ...row }) => row);
}

test('the command adds people and gives a token for each; a kept file is not doubled', async () => {
  await inFolder(async (folder) => {
    const people = [
      { ...rina, permissionSets: [], password: 'secret' },
      { username: 'gone@example.com', lastName: 'Gone', active: false },
    ];
    const args = ['--file', join(folder, 'org.sqlite'), '--users', file(folder, people)];
    for (const start of ['first', 'again']) {
      const { ready, stop } = await serving(args);
      const token = ready.users?.find(({ username }) => username === rina.username)?.accessToken ?? '';
      const ask = async (path: string): Promise<unknown> =>
        (await fetch(ready.instanceUrl + path, { headers: { Authorization: `Bearer ${token}` } })).json();
      assert.equal(ready.users?.length, 1, 'who is not active has no token');
      assert.partialDeepStrictEqual(await ask('/services/oauth2/userinfo'), {
        preferred_username: rina.username,
        given_name: 'Rina Maria',
        family_name: 'Rep',
        language: 'ja',
        locale: 'ja_JP',
        zoneinfo: 'Europe/London',
      });
      const count = await ask('/services/data/v62.0/query?q=SELECT+COUNT()+FROM+User');
      assert.partialDeepStrictEqual(count, { totalSize: 3 }, start);
      const grant = { grant_type: 'password', client_id: ready.clientId, client_secret: ready.clientSecret };
      for (const [username, password] of [
        [rina.username, 'secret'],
        [ready.username, ready.password],
      ] as const) {
        const body = new URLSearchParams({ ...grant, username, password });
        assert.equal((await fetch(`${ready.loginUrl}/services/oauth2/token`, { method: 'POST', body })).status, 200);
      }
      assert.equal(await stop(), 0);
    }
  });
});

test('roles are made in their order, and permission sets are assigned once', async () => {
  await inFolder(async (folder) => {
    await using world = await startWorld();
    await world.connect().create('PermissionSet', { Name: 'Pilots', Label: 'Pilots' });
    const roles = [
      { name: 'East', parent: 'Sales' },
      { name: '営業', parent: 'sales' },
    ];
    const path = file(folder, {
      roles,
      people: [rina, { ...rina, username: 'ben@example.com', name: 'Ben', role: '営業' }],
    });
    for (const _ of ['first', 'again']) addPeople(world.org.engine, { userId: world.org.admin.id }, readPeople(path));
    const roleRows = await records(world, 'SELECT Name, ParentRole.Name FROM UserRole ORDER BY Name');
    assert.partialDeepStrictEqual(roleRows, [
      { Name: 'East', ParentRole: { Name: 'Sales' } },
      { Name: 'Sales', ParentRole: null },
      { Name: '営業', ParentRole: { Name: 'Sales' } },
    ]);
    const soql = "SELECT Assignee.Username FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Pilots'";
    assert.equal((await records(world, soql)).length, 2);
  });
});

test('a file that is wrong is refused with every place, before anything is read from it', async () => {
  await inFolder(async (folder) => {
    const cases: readonly [unknown, readonly RegExp[]][] = [
      ['{', [/users\.json/, /JSON/]],
      [{ persons: [] }, [/people: /, /persons/]],
      [[{ name: 'A' }], [/people\[0\]\.username/]],
      [[{ username: 'rina', name: 'A' }], [/people\[0\]\.username: a username has the form of an e-mail address/]],
      [[{ username: 'a@b.c' }], [/people\[0\]: give either name, or lastName/]],
      [[{ username: 'a@b.c', name: 'A', rights: 'all' }], [/people\[0\]: .*rights/]],
      [[{ username: 'a@b.c', name: 'A', email: 'a' }], [/people\[0\]\.email: this is no e-mail address/]],
      [
        [rina, { ...rina, username: 'RINA@example.com' }],
        [/people\[1\]\.username: RINA@example.com is people\[0\] already/],
      ],
    ];
    for (const [content, patterns] of cases) {
      const path = file(folder, content);
      for (const pattern of patterns) {
        assert.throws(() => readPeople(path), { constructor: PeopleError, message: pattern });
      }
    }
    assert.throws(() => readPeople(join(folder, 'none.json')), { constructor: PeopleError, message: /ENOENT/ });
  });
});

test('what the org does not have or take is told at its place, and nobody is added', async () => {
  await inFolder(async (folder) => {
    await using world = await startWorld();
    const add = (content: unknown): void => {
      addPeople(world.org.engine, { userId: world.org.admin.id }, readPeople(file(folder, content)));
    };
    const good = { username: 'good@example.com', name: 'Good' };
    const other = { username: 'a@b.c', name: 'A' };
    const cases: readonly [unknown, RegExp][] = [
      [
        [good, { ...other, profile: 'Pilot' }],
        /people\[1\]\.profile: the org has no profile Pilot\. It has: .*Standard User/,
      ],
      [
        [good, { ...other, permissionSets: ['X'] }],
        /people\[1\]\.permissionSets: .* no permission set X\. It has: none/,
      ],
      [[good, { ...other, timeZone: 'Mars/Base' }], /people\[1\]: .*Mars\/Base/],
      [[good, { ...other, language: 'xx' }], /people\[1\]: .*xx/],
      [
        {
          roles: [
            { name: 'A', parent: 'B' },
            { name: 'B', parent: 'A' },
          ],
          people: [good],
        },
        /roles\[0\]: A is above itself/,
      ],
    ];
    for (const [content, message] of cases) {
      assert.throws(
        () => {
          add(content);
        },
        { constructor: PeopleError, message },
      );
    }
    assert.equal((await records(world, 'SELECT Id FROM User')).length, 1);
    assert.equal((await records(world, 'SELECT Id FROM UserRole')).length, 0);
  });
});
