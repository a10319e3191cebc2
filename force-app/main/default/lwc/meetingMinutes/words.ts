/** The words of the minutes in both languages (N10): whoever reads them need not be whoever made them. */
export type Language = 'ja' | 'en';

export interface Words {
  readonly title: (week: string) => string;
  readonly asOf: (moment: string, currency: string) => string;
  readonly noNumbers: string;
  readonly figures: Readonly<Record<'budget' | 'actual' | 'landing' | 'gap' | 'change', string>>;
  readonly units: string;
  readonly factors: string;
  readonly decisions: string;
  readonly questions: string;
  readonly parked: string;
  readonly none: string;
  readonly carried: string;
  readonly nothingSubmitted: string;
  readonly owner: string;
  readonly due: string;
  readonly effect: string;
  readonly colon: string;
  /** Around what is said beside a name. */
  readonly aside: (text: string) => string;
  /** Between the parts of a line. */
  readonly comma: string;
  readonly verdicts: Readonly<Record<string, string>>;
  readonly codes: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, string>>;
}

const en: Words = {
  title: (week) => `Minutes of the forecast meeting, week of ${week}`,
  asOf: (moment, currency) => `All numbers are those frozen at ${moment}, in ${currency}.`,
  noNumbers: 'No numbers were frozen for this meeting.',
  figures: {
    budget: 'budget',
    actual: 'actual',
    landing: 'landing',
    gap: 'gap to budget',
    change: 'since last Friday',
  },
  units: 'Units, largest shortfall first',
  factors: 'Factors and verdicts',
  decisions: 'Decisions',
  questions: 'Questions',
  parked: 'Parked for later',
  none: 'none',
  carried: 'carried over',
  nothingSubmitted: 'nothing submitted',
  owner: 'owner',
  due: 'due',
  effect: 'expected effect',
  colon: ': ',
  aside: (text) => ` (${text})`,
  comma: ', ',
  verdicts: { Open: 'not judged', Confirmed: 'accepted', Rejected: 'rejected' },
  codes: {
    Customer_Budget: 'Customer budget',
    Competitor: 'Competitor',
    Price: 'Price',
    Menu: 'Menu or product',
    Delivery: 'Delivery or operation',
    Timing: 'Timing or approval',
    Capacity: 'Own capacity',
    New_Demand: 'New demand',
    Data_Correction: 'Data correction',
    Other: 'Other',
  },
  numbers: { Landing_Forecast__c: 'landing', Actual__c: 'actual', Judgement__c: 'judgement' },
};

const ja: Words = {
  title: (week) => `着地見込会議 議事録（${week}の週）`,
  asOf: (moment, currency) => `数字はすべて${moment}に確定したものです（単位：${currency}）。`,
  noNumbers: 'この会議のために確定した数字はありません。',
  figures: { budget: '予算', actual: '実績', landing: '着地見込', gap: '予算との差', change: '先週金曜から' },
  units: '部署（不足の大きい順）',
  factors: '増減要因と判定',
  decisions: '決定',
  questions: '質問',
  parked: '保留した議題',
  none: 'なし',
  carried: '引き継ぎ',
  nothingSubmitted: '未提出',
  owner: '担当',
  due: '期限',
  effect: '見込む効果',
  colon: '：',
  aside: (text) => `（${text}）`,
  comma: '、',
  verdicts: { Open: '未判定', Confirmed: '認めた', Rejected: '認めない' },
  codes: {
    Customer_Budget: '顧客予算',
    Competitor: '競合',
    Price: '価格',
    Menu: '商材',
    Delivery: '運用',
    Timing: '時期・稟議',
    Capacity: '体制',
    New_Demand: '新規需要',
    Data_Correction: 'データ訂正',
    Other: 'その他',
  },
  numbers: { Landing_Forecast__c: '着地見込', Actual__c: '実績', Judgement__c: '読み補正' },
};

export const WORDS: Readonly<Record<Language, Words>> = { en, ja };
