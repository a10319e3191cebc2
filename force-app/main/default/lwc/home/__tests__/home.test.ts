import { openItems, readHome, type OpenItem } from 'c/home';
import { list } from '../../../../../../test/jest/answers';
import { asked, homeAnswer, ownTarget, saidOf, seenBudget } from '../../../../../../test/jest/home';

const tuesday = Date.parse('2026-11-24T04:00:00.000Z');
const rep = { id: 'rep', decides: false };
const head = { id: 'head', decides: false };
const director = { id: 'boss', decides: true };

function open(
  viewer: typeof rep,
  change: Parameters<typeof homeAnswer>[0] = {},
  cycle: Parameters<typeof homeAnswer>[1] = {},
): readonly (readonly [OpenItem['waits'], string])[] {
  const items = openItems(readHome(homeAnswer(change, cycle)), viewer, tuesday);
  return items.map(({ waits, recordId }) => [waits, recordId] as const);
}

const member = (...said: Parameters<typeof saidOf>[]) => ({
  Target__c: [ownTarget({ Forecast_Submissions__r: list(said.map((one) => saidOf(...one))) })],
});
const unit = (...said: Parameters<typeof saidOf>[]) => ({
  Target__c: [],
  Budget__c: [seenBudget({ units: list(said.map((one) => saidOf(...one))) })],
});

describe('for a rep', () => {
  it('revenue stands before the smaller gross profit of its month', () => {
    const profit = ownTarget({ Id: 'profit', Target_Amount__c: 9_000_000 });
    expect(open(rep, { Target__c: [profit, ownTarget()] })).toEqual([
      ['memberConfirms', 't1'],
      ['memberConfirms', 'profit'],
    ]);
  });

  it('every own target is open until it is confirmed in this week', () => {
    expect(open(rep)).toEqual([['memberConfirms', 't1']]);
    expect(open(rep, member(['Member', 'Submitted']))).toEqual([]);
    expect(open(rep, member(['Member', 'Submitted', { Cycle__c: 'c47' }]))).toEqual([['memberConfirms', 't1']]);
  });

  it('what was returned asks for an answer, what was carried for a confirmation', () => {
    expect(open(rep, member(['Member', 'Returned']))).toEqual([['memberAnswers', 't1']]);
    expect(open(rep, member(['Member', 'Submitted', { Carried__c: true, Version__c: 0 }]))).toEqual([
      ['memberConfirms', 't1'],
    ]);
  });

  it('nothing is open once the week is frozen, nor in a month that it does not forecast', () => {
    expect(open(rep, {}, { State__c: 'Frozen' })).toEqual([]);
    expect(open(rep, {}, { Period_Start__c: '2026-12-01' })).toEqual([]);
  });
});

describe('for the head of a unit', () => {
  it('the largest budget of a month stands first', () => {
    const profit = seenBudget({ Id: 'profit', Current_Amount__c: 30_000_000 });
    expect(open(head, { Target__c: [], Budget__c: [profit, seenBudget()] })).toEqual([
      ['unitSubmits', 'b1'],
      ['unitSubmits', 'profit'],
    ]);
  });

  it('the own unit is open until it is submitted, a draft is not enough', () => {
    expect(open(head, unit())).toEqual([['unitSubmits', 'b1']]);
    expect(open(head, unit(['Unit', 'Draft']))).toEqual([['unitSubmits', 'b1']]);
    expect(open(head, unit(['Unit', 'Submitted']))).toEqual([]);
    expect(open(head, unit(['Unit', 'Returned']))).toEqual([['unitAnswers', 'b1']]);
  });
});

describe('a judgement whose last day has passed', () => {
  const ended = { Judgement__c: -2_000_000, Judgement_Until__c: '2026-11-20', Judgement_In_Force__c: 0 };
  const submitted = list([saidOf('Unit', 'Submitted')]);
  const budgets = { Target__c: [], Budget__c: [seenBudget({ units: submitted, ...ended })] };

  it('is told to the head of its unit alone, whatever the week takes', () => {
    expect(open(head, budgets)).toEqual([['judgementEnded', 'b1']]);
    expect(open(head, budgets, { State__c: 'Frozen' })).toEqual([['judgementEnded', 'b1']]);
    expect(open(director, budgets)).toEqual([['unitIsDecided', 'b1']]);
  });

  it('is nothing to tell while it counts', () => {
    const counting = { ...ended, Judgement_In_Force__c: -2_000_000 };
    expect(open(head, { Target__c: [], Budget__c: [seenBudget({ units: submitted, ...counting })] })).toEqual([]);
  });
});

describe('for who decides', () => {
  it('a submitted unit waits for the decision, also when the week is frozen', () => {
    expect(open(director, unit(['Unit', 'Submitted']))).toEqual([['unitIsDecided', 'b1']]);
    expect(open(director, unit(['Unit', 'Submitted']), { State__c: 'Frozen' })).toEqual([['unitIsDecided', 'b1']]);
    expect(open(director, unit(['Unit', 'Confirmed']))).toEqual([]);
    expect(open(director, unit())).toEqual([]);
  });
});

it('what is due comes by date, nudges apart, each to the target it names', () => {
  const home = readHome(
    homeAnswer({
      Gap_Action__c: [
        asked('a1', 'Question'),
        asked('a2', 'Decision', { Due__c: '2026-12-01' }),
        asked('a3', 'Action', { Due__c: '2026-11-20', Target__c: 't1' }),
        asked('a4', 'Nudge', { Target__c: 't1' }),
      ],
    }),
  );
  expect(home.due.map(({ id, objectApiName }) => [id, objectApiName])).toEqual([
    ['a3', 'Target__c'],
    ['a2', 'Budget__c'],
    ['a1', 'Budget__c'],
  ]);
  expect(home.nudges.map(({ id }) => id)).toEqual(['a4']);
});

it('without a week nothing is open', () => {
  const data = homeAnswer() as { uiapi: { query: Record<string, unknown> } };
  data.uiapi.query['Forecast_Cycle__c'] = list([]);
  expect(openItems(readHome(data), rep, tuesday)).toEqual([]);
});
