/** What a unit's numbers were a week ago, and what lies between: made up from its key, the same in every run. Pure. */
export interface Standing {
  readonly Id: string;
  readonly External_Key__c: string;
  readonly Department_Key__c: string;
  readonly Measure__c: string;
  readonly Period_Start__c: string;
  readonly Current_Amount__c: number;
  readonly Target_Amount__c: number;
  readonly Actual__c: number;
  readonly Line_Landing__c: number;
  readonly Opportunity_Expected__c: number;
  readonly Judgement__c: number | null;
  readonly Landing_Forecast__c: number;
}

export interface Part {
  readonly type: string;
  readonly amount: number;
  readonly comment: string;
  /** Why, as the unit says it. */
  readonly code: string;
}

/** A number between 0 and 1 that belongs to the key. */
function share(key: string): number {
  let hash = 7;
  for (const character of key) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 10_007;
  return hash / 10_007;
}

/** Parts of the week's change; in whole yen, so that they add up to it exactly. */
export function bridgeOf(standing: Standing): readonly Part[] {
  const { External_Key__c: key, Landing_Forecast__c: landing } = standing;
  const part = (name: string, least: number, most: number): number =>
    Math.round((landing * (least + (most - least) * share(`${key}|${name}`))) / 10_000) * 10_000;
  const because = (name: string, ...codes: readonly string[]): string =>
    codes[Math.floor(share(`${name}|${key}`) * codes.length)] ?? 'Other';
  return [
    { type: 'New_Deal', amount: part('new', 0.01, 0.05), comment: '', code: because('new', 'New_Demand', 'Menu') },
    { type: 'Pushed_Out', amount: part('pushed', -0.07, -0.02), comment: '先方の稟議が12月にずれ込み', code: 'Timing' },
    {
      type: 'Amount_Down',
      amount: part('down', -0.03, 0),
      comment: '',
      code: because('down', 'Customer_Budget', 'Competitor', 'Price'),
    },
    { type: 'Realised_Above', amount: part('above', 0, 0.02), comment: '', code: because('above', 'Delivery', 'Menu') },
  ].filter(({ amount }) => amount !== 0);
}

/** The same unit a week ago: its landing is today's without the parts that moved it. */
export function previousOf(standing: Standing): Standing {
  const change = bridgeOf(standing).reduce((sum, { amount }) => sum + amount, 0);
  return { ...standing, Landing_Forecast__c: standing.Landing_Forecast__c - change };
}
