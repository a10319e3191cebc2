/** What people in Salesforce are told of a week, as `CODE | English | 日本語`; Message__c has 255 characters. */

const longest = 255;

export interface Words {
  readonly code: string;
  readonly english: string;
  readonly japanese: string;
}

export function messageOf({ code, english, japanese }: Words): string {
  return `${code} | ${english} | ${japanese}`.slice(0, longest);
}

const byHand = 'RevOps can open the week by hand.';
const byHandJa = 'RevOpsが手動で開始できます。';

export function loadFailed(code: string): Words {
  return {
    code: 'LOAD_FAILED',
    english: `The load failed (${code}); the numbers are those of the last good one. ${byHand}`,
    japanese: `取込に失敗しました（${code}）。表示中の数値は前回取込時点のものです。${byHandJa}`,
  };
}

export function loadLate(asOf: string, hours: number): Words {
  return {
    code: 'LOAD_LATE',
    english: `The numbers are from ${asOf}, older than ${hours} hours. ${byHand}`,
    japanese: `数値が${asOf}時点のもので、${hours}時間より古くなっています。${byHandJa}`,
  };
}

export function loadDiffers(syncs: readonly string[]): Words {
  const named = clipped(syncs.join(', '), 40);
  return {
    code: 'LOAD_MISMATCH',
    english: `Salesforce and the warehouse do not agree (${named}). ${byHand}`,
    japanese: `Salesforceと基幹データの数値が一致していません（${named}）。${byHandJa}`,
  };
}

export function loadIncomplete(syncs: readonly string[]): Words {
  const named = clipped(syncs.join(', '), 40);
  return {
    code: 'LOAD_INCOMPLETE',
    english: `Some rows could not be loaded (${named}). ${byHand}`,
    japanese: `取り込めなかったデータがあります（${named}）。${byHandJa}`,
  };
}

export function openedByHand(by: string, reason: string): Words {
  return {
    code: 'OPENED_BY_HAND',
    english: `Opened by ${clipped(by, 30)}: ${clipped(reason, 60)}`,
    japanese: `${clipped(by, 30)}さんが手動で開始: ${clipped(reason, 60)}`,
  };
}

export const neverOpened: Words = {
  code: 'NEVER_OPENED',
  english: 'This week was not opened in time; forecasts are taken again next week.',
  japanese: 'この週は期限までに開始されませんでした。着地見込の提出は翌週から再開します。',
};

/** Longer texts end in an ellipsis. */
export function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
