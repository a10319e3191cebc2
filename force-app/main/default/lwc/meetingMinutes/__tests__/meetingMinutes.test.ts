import { readFileSync } from 'node:fs';
import { readMeeting, type Meeting } from 'c/meeting';
import MeetingMinutes from 'c/meetingMinutes';
import { list } from '../../../../../../test/jest/answers';
import { fileHandedBy } from '../../../../../../test/jest/files';
import { meetingAnswer, said, submission } from '../../../../../../test/jest/meeting';
import { clearPage, one, settle, show, textOf } from '../../../../../../test/jest/page';
import { minutesOf } from '../minutes';
import { WORDS } from '../words';

afterEach(clearPage);

const SAID = [
  said('d2', { Cycle__c: 'c48', Subject__c: '動画を提案する', Due__c: '2026-12-02' }),
  said('q1', { Cycle__c: 'c48', Kind__c: { value: 'Question' }, Subject__c: 'Why?', Kpi__c: null, Due__c: null }),
  said('d1'),
];

const parked = {
  Kind__c: { value: 'Parked' },
  Kpi__c: null,
  Due__c: null,
  Expected_Effect__c: null,
  Assignee__r: null,
};

function meeting(change: Parameters<typeof meetingAnswer>[0] = {}): Meeting {
  const read = readMeeting(meetingAnswer({ said: SAID, ...change }));
  if (read === undefined) throw new Error('the answer has a cycle');
  return read;
}

const figures = (text: string): readonly string[] => text.match(/[+-]?\d[\d,]{2,}\d/g) ?? [];

it('N9: says the frozen totals, the units by what is missing, and what was decided and asked in this meeting', () => {
  expect(minutesOf(meeting(), 'Revenue', 'en').split('\n')).toEqual([
    'Minutes of the forecast meeting, week of November 23, 2026',
    'All numbers are those frozen at November 25, 2026 12:00 PM (Japan Standard Time), in Japanese Yen.',
    '',
    '■ November 2026 Revenue',
    'budget 180,000,000, actual 110,000,000, landing 164,000,000, gap to budget -16,000,000, since last Friday -2,000,000',
    '■ Units, largest shortfall first',
    '- West (carried over): budget 80,000,000, actual 50,000,000, landing 70,000,000, gap to budget -10,000,000, since last Friday -6,000,000',
    '- East: budget 100,000,000, actual 60,000,000, landing 94,000,000, gap to budget -6,000,000, since last Friday +4,000,000',
    '■ Factors and verdicts',
    '- West Timing or approval -3,000,000: not judged – slips',
    '- East Timing or approval -3,000,000: not judged – slips',
    '',
    '■ Decisions',
    '- 動画を提案する (East landing, owner 鈴木 健, due December 2, 2026, expected effect +4,000,000)',
    '',
    '■ Questions',
    '- Why? (East, owner 鈴木 健, expected effect +4,000,000)',
  ]);
});

it('says what was parked in this meeting, whatever has become of it, and not what waits from an earlier one', () => {
  const topics = [
    said('t1', { ...parked, Cycle__c: 'c48', Subject__c: 'Who takes video?', State__c: { value: 'Done' } }),
    said('t2', { ...parked, Subject__c: 'Prices of next year' }),
  ];
  const lines = minutesOf(meeting({ said: topics }), 'Revenue', 'en').split('\n');
  expect(lines.slice(-8)).toEqual([
    '■ Decisions',
    '- none',
    '',
    '■ Questions',
    '- none',
    '',
    '■ Parked for later',
    '- Who takes video? (East)',
  ]);
  expect(minutesOf(meeting({ said: topics }), 'Revenue', 'ja')).toContain('■ 保留した議題\n- Who takes video?（East）');
});

it('N10: says the same figures in both languages, with the verdicts as they were given', () => {
  const judged = { Id: 'f1', Code__c: { value: 'Price' }, Amount__c: -3_000_000, Verdict__c: 'Rejected' };
  const read = meeting({ submissions: [submission('b1', { Forecast_Factors__r: list([judged]) })] });
  const [ja, en] = [minutesOf(read, 'Revenue', 'ja'), minutesOf(read, 'Revenue', 'en')];
  expect(figures(ja)).toEqual(figures(en));
  expect(ja).toContain('- East 価格 -3,000,000：認めない');
  expect(en).toContain('- East Price -3,000,000: rejected');
  expect(ja).toContain('West（未提出）');
  expect(ja).toMatch(/予算 [\d,]+、実績 [\d,]+、着地見込 [\d,]+、/);
});

it('calls the factors what the object calls them, in both languages', () => {
  const root = 'force-app/main/default';
  const field = readFileSync(`${root}/objects/Forecast_Factor__c/fields/Code__c.field-meta.xml`, 'utf8');
  const place = `${root}/objectTranslations/Forecast_Factor__c-ja/Code__c.fieldTranslation-meta.xml`;
  const translated = readFileSync(place, 'utf8');
  const values = [...field.matchAll(/<fullName>(\w+)<\/fullName>\s*<default>\w+<\/default>\s*<label>([^<]+)</g)];
  const named = values.map(([, code = '', label = '']) => [code, label]);
  expect(named).toHaveLength(10);
  expect(WORDS.en.codes).toEqual(Object.fromEntries(named));
  const japanese = new Map(
    [...translated.matchAll(/<masterLabel>([^<]+)<\/masterLabel>\s*<translation>([^<]+)</g)].map(([, label, text]) => [
      label,
      text,
    ]),
  );
  expect(WORDS.ja.codes).toEqual(Object.fromEntries(named.map(([code, label]) => [code, japanese.get(label)])));
});

it('gives them in the language that is asked for, to download, and to copy where the browser allows it', async () => {
  const element = await show('c-meeting-minutes', MeetingMinutes, { meeting: meeting(), measure: 'Revenue' });
  expect(one<HTMLTextAreaElement>(element, 'textarea').value).toContain('Minutes of the forecast meeting');
  one(element, '[data-language="ja"]').click();
  await settle();
  const text = one<HTMLTextAreaElement>(element, 'textarea').value;
  expect(text).toContain('着地見込会議 議事録（2026年11月23日の週）');
  expect(text).toContain('数字はすべて2026年11月25日 12:00（日本標準時）に確定したものです');
  expect(text).toContain('■ 2026年11月 Revenue');
  const file = await fileHandedBy(() => one(element, '.download').click());
  expect(file).toEqual({ name: '2026-W48-ja.txt', type: 'text/plain', text });
  const writeText = jest.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error('not allowed'));
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  one(element, '.copy').click();
  await settle();
  expect(writeText).toHaveBeenCalledWith(text);
  expect(textOf(one(element, '.told'))).toBe('The minutes were copied.');
  one(element, '.copy').click();
  await settle();
  expect(textOf(one(element, '.told'))).toContain('The text is marked');
  await expect(element).toBeAccessible();
});

it('says that nothing was frozen, rather than numbers that still move', () => {
  const text = minutesOf(meeting({ runs: [] }), 'Revenue', 'en');
  expect(text).toContain('No numbers were frozen for this meeting.');
  expect(figures(text).filter((figure) => figure.endsWith(',000'))).toEqual(['+4,000,000', '+4,000,000']);
});
