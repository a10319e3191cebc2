import * as draft from 'c/forecastDraft';
import type { Drafts, EntryRow } from 'c/forecastDraft';
import { readAmount } from 'c/moneyFormat';

const ROW: EntryRow = {
  id: 'a',
  kind: 'project',
  name: 'Autumn launch',
  linkId: 'p',
  system: 2_400,
  actual: 1_850,
  entered: null,
  inLanding: true,
  confidence: 'B',
  note: null,
  locked: undefined,
  modifiedAt: '2026-11-22T00:00:00.000Z',
  modifiedBy: 'Sato',
};
const DEAL: EntryRow = { ...ROW, id: 'd', kind: 'opportunity', system: null, actual: null, entered: 300 };

function typed(text: string, drafts: Drafts = {}, row = ROW): Drafts {
  return draft.typeAmount(drafts, row, text, readAmount(text, 'one'));
}

describe('typing an amount', () => {
  it('moves the landing of the row and the totals at once', () => {
    const drafts = typed('2,450');
    expect(draft.landingOf(draft.withDraft(ROW, drafts['a']))).toBe(2_450);
    expect(draft.totalsOf([ROW, DEAL], drafts)).toEqual({
      system: 2_400,
      expected: 2_750,
      actual: 1_850,
      landing: 2_750,
      change: 50,
      lastWeek: null,
    });
  });

  it('keeps the last readable amount in the totals while it cannot be read', () => {
    const drafts = typed('2450百', typed('2450'));
    expect(draft.totalsOf([ROW], drafts).landing).toBe(2_450);
    expect(drafts['a']).toMatchObject({ typed: '2450百', unreadable: 'notAnAmount' });
  });

  it('is no draft when the figure is the stored one again', () => {
    const stored = { ...ROW, entered: 2_450 };
    expect(draft.leaveAmount(typed('2,450', {}, stored), stored)).toEqual({});
  });

  it('counts zero as entered and blank as "the system value counts"', () => {
    expect(draft.totalsOf([{ ...ROW, actual: 0 }], typed('0')).landing).toBe(0);
    const entered = { ...ROW, actual: 0, entered: 900 };
    expect(draft.totalsOf([entered], typed('', {}, entered)).landing).toBe(2_400);
  });

  it('stays as typed when the cell is left unreadable', () => {
    const drafts = typed('120百');
    expect(draft.leaveAmount(drafts, ROW)).toBe(drafts);
  });

  it('counts the stored amount once the cell is left unreadable, not what could be read of it on the way', () => {
    const left = draft.leaveAmount(typed('9900百', typed('9900')), ROW);
    expect(left['a']).toMatchObject({ typed: '9900百', unreadable: 'notAnAmount', edit: {} });
    expect(draft.totalsOf([ROW], left).change).toBe(0);
  });
});

describe('taking back', () => {
  it('restores the amount and leaves the other edits', () => {
    const drafts = draft.changeDetail(typed('9'), ROW, { note: 'call again' });
    expect(draft.revertAmount(drafts, ROW)['a']?.edit).toEqual({ note: 'call again' });
  });

  it('leaves nothing behind when there was only the amount', () => {
    expect(draft.revertAmount(typed('9'), ROW)).toEqual({});
  });

  it('of a detail is choosing the stored value again', () => {
    const drafts = draft.changeDetail({}, ROW, { inLanding: false });
    expect(draft.changeDetail(drafts, ROW, { inLanding: true })).toEqual({});
  });
});

describe('what is sent', () => {
  it('is every readable, changed row', () => {
    const drafts = typed('x', typed('9'), DEAL);
    expect(draft.sendable([ROW, DEAL], drafts).map(({ id }) => id)).toEqual(['a']);
    expect(draft.changedFields(ROW, drafts['a'] as draft.Draft)).toEqual(['entered']);
  });

  it.each(['saving', 'saved', 'conflict'] as const)('is nothing that is %s', (state) => {
    expect(draft.sendable([ROW], draft.withState(typed('9'), 'a', state))).toEqual([]);
  });

  it('is a refused row again', () => {
    expect(draft.sendable([ROW], draft.withState(typed('9'), 'a', 'rejected', ['No.']))).toHaveLength(1);
  });
});

describe('fresh rows', () => {
  const later = { modifiedAt: '2026-11-23T00:00:00.000Z', modifiedBy: 'Suzuki' };

  it('end a draft that was saved', () => {
    const drafts = draft.withState(typed('9'), 'a', 'saved');
    expect(draft.rebase([{ ...ROW, entered: 9, ...later }], drafts)).toEqual({});
  });

  it('end a draft whose answer never came, when the value turns out to be stored', () => {
    const drafts = draft.leaveAmount(draft.withState(typed('9'), 'a', 'unknown'), ROW);
    expect(draft.rebase([{ ...ROW, entered: 9, ...later }], drafts)).toEqual({});
  });

  it('keep a draft whose answer never came, when the value is not stored', () => {
    const drafts = draft.withState(typed('9'), 'a', 'unknown');
    expect(draft.rebase([ROW], drafts)['a']).toMatchObject({ state: 'unknown', edit: { entered: 9 } });
  });

  it('keep what was refused, as typed, with its message', () => {
    const drafts = draft.withState(typed('9'), 'a', 'rejected', ['No.']);
    expect(draft.rebase([{ ...ROW, ...later }], drafts)['a']).toMatchObject({ typed: '9', messages: ['No.'] });
  });

  it('make a conflict of a field that somebody else changed too', () => {
    const theirs = { ...ROW, entered: 1_500, ...later };
    const drafts = draft.rebase([theirs], typed('9'));
    expect(drafts['a']?.state).toBe('conflict');
    expect(draft.conflictingFields(theirs, drafts['a'] as draft.Draft)).toEqual(['entered']);
  });

  it('make none of another field, or of a load that only moved the system value', () => {
    const drafts = draft.rebase([{ ...ROW, system: 2_600, note: 'theirs', ...later }], typed('9'));
    expect(drafts['a']).toMatchObject({ state: 'draft', edit: { entered: 9 } });
  });

  it('make none when both people meant the same', () => {
    const left = draft.leaveAmount(typed('9'), ROW);
    expect(draft.rebase([{ ...ROW, entered: 9, ...later }], left)).toEqual({});
  });
});

describe('a conflict', () => {
  const theirs = { ...ROW, entered: 1_500 };
  const conflict = draft.rebase([theirs], typed('9'));

  it('is settled with one’s own value, which can be sent again', () => {
    const settled = draft.keepMine(conflict, theirs);
    expect(draft.sendable([theirs], settled)).toHaveLength(1);
    expect(draft.rebase([theirs], settled)['a']?.state).toBe('draft');
  });

  it('is settled with the stored value, and nothing is left to send', () => {
    expect(draft.takeTheirs(conflict, theirs)).toEqual({});
  });

  it('gives up nothing but the field that both changed', () => {
    const both = draft.changeDetail(typed('9'), ROW, { note: 'mine' });
    const settled = draft.takeTheirs(draft.rebase([theirs], both), theirs);
    expect(settled['a']).toMatchObject({ state: 'draft', edit: { note: 'mine' }, typed: undefined });
  });
});

describe('a closed line', () => {
  it('lands at its actual, whatever is typed', () => {
    expect(draft.landingOf({ ...ROW, locked: 'monthClosed', entered: 9_999 })).toBe(1_850);
  });

  it.each(['opportunityClosed', 'unlinked'] as const)('an opportunity that is %s counts zero', (locked) => {
    expect(draft.landingOf({ ...DEAL, locked })).toBe(0);
  });
});

describe('one amount for many rows', () => {
  it('leaves out rows that take none, and is no draft where it is stored already', () => {
    const rows = [ROW, { ...ROW, id: 'b', entered: 7 }, { ...ROW, id: 'c', locked: 'monthClosed' as const }];
    const { drafts, changed, skipped } = draft.setAmounts({}, rows, 7, ({ locked }) => locked === undefined);
    expect([Object.keys(drafts), changed, skipped]).toEqual([['a'], 2, 1]);
  });
});
