/** The project's own package: menu amounts reach project amounts, targets and budgets, through the formulas between. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forceApp } from '../../world/world.ts';
import { complaints, newOrg, type Hand } from './build.ts';

const org = newOrg();
const outcome = org.engine.deploy(await forceApp(), { checkOnly: false });
const byKey = { externalIdField: 'External_Key__c' };

/** One budget of one month, one target, two lines with three menus, one deal. */
function load(hand: Hand): void {
  hand.put('upsert', 'Department__c', [{ External_Key__c: 'D', Name: 'Sales' }], byKey);
  hand.put(
    'upsert',
    'Budget__c',
    [
      {
        External_Key__c: 'B',
        Department__r: { External_Key__c: 'D' },
        Period_Start__c: '2026-11-01',
        Measure__c: 'Revenue',
        Current_Amount__c: 1000,
      },
    ],
    byKey,
  );
  hand.put(
    'upsert',
    'Target__c',
    [{ External_Key__c: 'T', Budget__r: { External_Key__c: 'B' }, Rep__c: hand.session.userId, Target_Amount__c: 800 }],
    byKey,
  );
  hand.put(
    'upsert',
    'Project_Amount__c',
    ['P1', 'P2'].map((key) => ({ External_Key__c: key, Target__r: { External_Key__c: 'T' }, In_Landing__c: true })),
    byKey,
  );
  hand.put(
    'upsert',
    'Menu_Amount__c',
    [
      {
        External_Key__c: 'M1',
        Project_Amount__r: { External_Key__c: 'P1' },
        Actual__c: 100.01,
        Expected_System__c: 150,
      },
      { External_Key__c: 'M2', Project_Amount__r: { External_Key__c: 'P1' }, Actual__c: 0.02, Expected_System__c: 0 },
      { External_Key__c: 'M3', Project_Amount__r: { External_Key__c: 'P2' }, Actual__c: 300, Expected_System__c: 250 },
    ],
    byKey,
  );
  hand.put(
    'upsert',
    'Opportunity',
    [{ External_Key__c: 'O', Name: 'Deal', StageName: 'Prospecting', CloseDate: '2026-11-30' }],
    byKey,
  );
  hand.put(
    'upsert',
    'Opportunity_Amount__c',
    [
      {
        External_Key__c: 'OA',
        Target__r: { External_Key__c: 'T' },
        Opportunity__r: { External_Key__c: 'O' },
        Expected__c: 90,
        Open__c: true,
        In_Landing__c: true,
      },
    ],
    byKey,
  );
}

const target = (): unknown =>
  org.rows('SELECT Actual__c, Line_Landing__c, Opportunity_Expected__c, Landing_Forecast__c FROM Target__c')[0];
const budget = (): unknown =>
  org.rows(
    'SELECT Target_Amount__c, Actual__c, Line_Landing__c, Opportunity_Expected__c, Landing_Forecast__c FROM Budget__c',
  )[0];

test('the package of this project deploys', () => {
  assert.deepEqual(
    outcome.messages.filter((message) => !message.success),
    [],
  );
  assert.equal(outcome.success, true);
});

test('amounts climb three levels, with the landing worked out between', () => {
  load(org);
  assert.deepEqual(
    org.rows(
      'SELECT External_Key__c, Actual__c, Expected__c, Landing__c FROM Project_Amount__c ORDER BY External_Key__c',
    ),
    [
      { External_Key__c: 'P1', Actual__c: 100.03, Expected__c: 150, Landing__c: 150 },
      { External_Key__c: 'P2', Actual__c: 300, Expected__c: 250, Landing__c: 300 },
    ],
  );
  assert.deepEqual(target(), {
    Actual__c: 400.03,
    Line_Landing__c: 450,
    Opportunity_Expected__c: 90,
    Landing_Forecast__c: 540,
  });
  assert.deepEqual(budget(), {
    Target_Amount__c: 800,
    Actual__c: 400.03,
    Line_Landing__c: 450,
    Opportunity_Expected__c: 90,
    Landing_Forecast__c: 540,
  });
});

test('what a member enters moves target and budget at once', () => {
  org.put('upsert', 'Project_Amount__c', [{ External_Key__c: 'P1', Expected_Member__c: 200 }], byKey);
  assert.deepEqual(target(), {
    Actual__c: 400.03,
    Line_Landing__c: 500,
    Opportunity_Expected__c: 90,
    Landing_Forecast__c: 590,
  });
  org.put('upsert', 'Project_Amount__c', [{ External_Key__c: 'P1', Expected_Member__c: null }], byKey);
});

test('a closed line lands on its actual, and its estimate is final', () => {
  org.put('upsert', 'Project_Amount__c', [{ External_Key__c: 'P1', Closed__c: true }], byKey);
  assert.deepEqual(target(), {
    Actual__c: 400.03,
    Line_Landing__c: 400.03,
    Opportunity_Expected__c: 90,
    Landing_Forecast__c: 490.03,
  });
  const [result] = org.save('upsert', 'Project_Amount__c', [{ External_Key__c: 'P1', Expected_Member__c: 5 }], byKey);
  assert.equal(result?.errors[0]?.statusCode, 'FIELD_CUSTOM_VALIDATION_EXCEPTION');
  org.put('upsert', 'Project_Amount__c', [{ External_Key__c: 'P1', Closed__c: false }], byKey);
});

test('a deleted deal counts nothing', () => {
  const [deal] = org.rows("SELECT Id FROM Opportunity WHERE External_Key__c = 'O'");
  org.put('delete', 'Opportunity', [{ Id: deal?.['Id'] }]);
  assert.deepEqual(target(), {
    Actual__c: 400.03,
    Line_Landing__c: 450,
    Opportunity_Expected__c: 0,
    Landing_Forecast__c: 450,
  });
});

test('a deleted menu leaves all three levels', () => {
  const [menu] = org.rows("SELECT Id FROM Menu_Amount__c WHERE External_Key__c = 'M3'");
  org.put('delete', 'Menu_Amount__c', [{ Id: menu?.['Id'] }]);
  assert.deepEqual(target(), {
    Actual__c: 100.03,
    Line_Landing__c: 150,
    Opportunity_Expected__c: 0,
    Landing_Forecast__c: 150,
  });
});

test('a wrong row among two hundred fails alone', () => {
  const rows = Array.from({ length: 200 }, (_, index) => ({
    External_Key__c: `X${index}`,
    Project_Amount__r: { External_Key__c: index === 77 ? 'none' : 'P2' },
    Actual__c: 0.1,
  }));
  const results = org.save('upsert', 'Menu_Amount__c', rows, byKey);
  assert.deepEqual(
    complaints(results).flatMap((one, index) => (one.length === 0 ? [] : [[index, ...one]])),
    [
      [
        77,
        'INVALID_FIELD: Foreign key external ID: none not found for field External_Key__c in entity Project_Amount__c',
      ],
    ],
  );
  assert.deepEqual(org.rows("SELECT Actual__c FROM Project_Amount__c WHERE External_Key__c = 'P2'"), [
    { Actual__c: 19.9 },
  ]);
});

test('the package deployed again changes nothing', async () => {
  const again = org.engine.deploy(await forceApp(), { checkOnly: false });
  assert.deepEqual(
    again.messages.filter((message) => message.created || message.changed || !message.success),
    [],
  );
});
