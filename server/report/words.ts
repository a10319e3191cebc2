/** The words of the weekly report in the reader's language, and how amounts, days and months are written in it. */
import type { Cents, Names } from './facts.ts';
import { size } from './digest.ts';

export type Language = keyof Names;

export const partNames: Readonly<Record<string, Names>> = {
  Correction: { en: 'correction', ja: '訂正' },
  Moved_In: { en: 'moved in', ja: '担当替え（増）' },
  Moved_Out: { en: 'moved out', ja: '担当替え（減）' },
  Actual_Without_Deal: { en: 'actual without a deal', ja: '案件のない実績' },
  New_Deal: { en: 'new', ja: '新規案件' },
  Lost: { en: 'lost or cancelled', ja: '失注・中止' },
  Pulled_In: { en: 'pulled in', ja: '前倒し' },
  Pushed_Out: { en: 'pushed out', ja: '後ろ倒し' },
  Realised_Above: { en: 'realised above expectation', ja: '想定を上回る実績' },
  Realised_Below: { en: 'realised below expectation', ja: '想定を下回る実績' },
  Put_In: { en: 'put into the landing', ja: '着地に算入' },
  Left_Out: { en: 'left out of the landing', ja: '着地から除外' },
  Amount_Up: { en: 'amount up', ja: '増額' },
  Amount_Down: { en: 'amount down', ja: '減額' },
  Judgement: { en: 'judgement', ja: '補正の変更' },
};

export const measureNames: Readonly<Record<string, Names>> = {
  Revenue: { en: 'revenue', ja: '売上' },
  Gross_Profit: { en: 'gross profit', ja: '粗利' },
};

export interface Words {
  readonly title: (cycle: string) => string;
  readonly asOf: (moment: string) => string;
  readonly wrong: string;
  readonly howWrong: string;
  readonly next: string;
  readonly nothing: (cycle: string, tolerance: string) => string;
  readonly firstWeek: string;
  readonly moved: (moved: number, all: number, tolerance: string) => string;
  readonly short: (
    measure: string,
    month: string,
    landing: string,
    budget: string,
    gap: string,
    isShort: boolean,
  ) => string;
  readonly item: (department: string, measure: string, month: string, change: string, landing: string) => string;
  readonly gap: (amount: string, isShort: boolean) => string;
  readonly others: string;
  readonly action: (department: string, subject: string, person: string, due: string) => string;
  readonly silent: (department: string, person: string) => string;
  readonly withdrawn: (department: string, person: string) => string;
  readonly nobody: string;
  readonly nothingNext: string;
}

const english: Words = {
  title: (cycle) => `Forecast report ${cycle}`,
  asOf: (moment) => `As of ${moment}. Amounts and causes are those of the week's snapshot.`,
  wrong: 'Is something wrong?',
  howWrong: 'How wrong?',
  next: 'What next?',
  nothing: (cycle, tolerance) => `${cycle}: no material change (no landing moved by more than ${tolerance}).`,
  firstWeek: 'This is the first week: from the next one on, what has moved is told.',
  moved: (moved, all, tolerance) =>
    `${moved} of ${all} ${all === 1 ? 'landing' : 'landings'} moved by more than ${tolerance} since last Friday.`,
  short: (measure, month, landing, budget, gap, isShort) =>
    `${month}, ${measure}: landing ${landing}, budget ${budget}, ${isShort ? 'short by' : 'over by'} ${gap}.`,
  item: (department, measure, month, change, landing) =>
    `${department}, ${measure} ${month}: ${change} since last Friday, landing ${landing}`,
  gap: (amount, isShort) => (isShort ? `short by ${amount}` : `over budget by ${amount}`),
  others: 'others',
  action: (department, subject, person, due) => `${department}: ${subject} (${person}, due ${due})`,
  silent: (department, person) => `${department}: nothing was submitted; the number was carried over (${person})`,
  withdrawn: (department, person) =>
    `${department}: what was submitted was taken back; nothing is submitted (${person})`,
  nobody: 'nobody',
  nothingNext: 'Nothing is open.',
};

const japanese: Words = {
  title: (cycle) => `着地見込レポート ${cycle}`,
  asOf: (moment) => `${moment}時点。金額と増減要因は週次スナップショットのものです。`,
  wrong: '問題はあるか',
  howWrong: 'どれだけ違うか',
  next: '次にすること',
  nothing: (cycle, tolerance) => `${cycle}: 大きな変化はありません（着地見込の増減はすべて${tolerance}以内）。`,
  firstWeek: '最初の週です。増減は翌週からお知らせします。',
  moved: (moved, all, tolerance) => `先週金曜から${tolerance}を超えて動いた着地見込が、${all}件中${moved}件あります。`,
  short: (measure, month, landing, budget, gap, isShort) =>
    `${month} ${measure}: 着地見込${landing}、予算${budget}、${isShort ? '不足' : '超過'}${gap}。`,
  item: (department, measure, month, change, landing) =>
    `${department} ${month} ${measure}: 先週金曜から${change}、着地見込${landing}`,
  gap: (amount, isShort) => (isShort ? `予算に${amount}不足` : `予算を${amount}超過`),
  others: 'その他',
  action: (department, subject, person, due) => `${department}: ${subject}（${person}、期限${due}）`,
  silent: (department, person) => `${department}: 提出がなく、前の値を引き継いでいます（${person}）`,
  withdrawn: (department, person) => `${department}: 提出が取り下げられ、未提出のままです（${person}）`,
  nobody: '担当なし',
  nothingNext: '未完了のものはありません。',
};

export const wordsIn: Readonly<Record<Language, Words>> = { en: english, ja: japanese };

/** Writes amounts in one unit for a whole report: the same digits in both languages. */
export function amountsIn(language: Language, largest: Cents): (amount: Cents, isSigned?: boolean) => string {
  const isLarge = size(largest) >= 1_000_000_000n; // ten million
  const unit = { en: 'M', ja: '百万' }[language];
  return (amount, isSigned = false) => {
    const sign = amount < 0n ? '−' : isSigned ? '+' : '';
    if (!isLarge) return `${sign}${grouped(rounded(size(amount), 100n))}`;
    const tenths = rounded(size(amount), 10_000_000n);
    return `${sign}${grouped(tenths / 10n)}.${tenths % 10n}${unit}`;
  };
}

const rounded = (amount: Cents, by: bigint): bigint => (amount * 2n + by) / (by * 2n);
const grouped = (whole: bigint): string => whole.toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');

export function monthIn(language: Language, period: string): string {
  const [year = '', month = ''] = period.split('-');
  return language === 'ja' ? `${year}年${Number(month)}月` : `${year}-${month}`;
}

export function momentIn(at: string, timeZone: string): string {
  const format = { timeZone, dateStyle: 'short', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat('sv-SE', format).format(new Date(at));
}
