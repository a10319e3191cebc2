/** What the page says, in English; words-ja.ts says the same in Japanese. */
import { japanese } from './words-ja.ts';

const english = {
  signIn: 'Sign in',
  signOut: 'Sign out',
  token: 'Token of the service',
  tokenHelp:
    'The service’s log names the file that holds it, as tokenFile. It stays in this tab and is forgotten with it.',
  tokenWrong: 'This is not the token of this service.',
  unreachable: 'The service does not answer. Trying again …',
  otherLanguage: '日本語',
  ready: 'Ready',
  notReady: 'Not ready',
  warehouse: 'Warehouse',
  salesforce: 'Salesforce',
  now: 'Now',
  nothingRuns: 'Nothing is running.',
  push: 'Push',
  plan: 'Plan',
  verify: 'Verify',
  pushHelp: 'Sends what differs, then proves that both sides agree.',
  planHelp: 'Shows every change and its cost; writes nothing.',
  verifyHelp: 'Compares Salesforce with the warehouse, key by key.',
  allSyncs: 'All syncs',
  syncs: 'Syncs',
  confirmPush: 'Push to Salesforce now?',
  confirm: 'Push',
  cancel: 'Cancel',
  runs: 'Runs',
  noRuns: 'No run yet. A plan shows what the first push would do.',
  run: 'Run',
  back: 'All runs',
  state: 'State',
  started: 'Started',
  took: 'Took',
  sent: 'Sent',
  failed: 'Failed',
  calls: 'API calls',
  asOf: 'Numbers as of',
  object: 'Object',
  created: 'Created',
  updated: 'Updated',
  deleted: 'Deleted',
  unchanged: 'Unchanged',
  parked: 'Parked',
  held: 'Held for review',
  quarantined: 'Set aside',
  books: 'Books',
  booksClosed: 'closed',
  booksOpen: 'open',
  records: 'Records',
  measure: 'Measure',
  period: 'Period',
  wholeObject: 'all periods',
  totals: 'Totals',
  totalsAgree: 'totals, all equal on both sides',
  totalsDiffer: 'totals differ',
  causes: 'Why the two sides differ',
  cause: 'Cause',
  code: 'Code',
  rows: 'Rows',
  coverage: 'Where the raw rows went',
  rawTable: 'Raw table',
  placed: 'Placed',
  unplaced: 'Not placed',
  faults: 'What stopped it',
  next: 'Next step',
  warnings: 'Warnings',
  recovered: 'Finished on the way: runs that were left behind',
  leftBehind: 'Its process has gone. The next push finishes what it had begun.',
  schedules: 'Schedules',
  noSchedules: 'No schedules in todoku.yml.',
  nextDue: 'Next',
  after: 'after',
  onRequest: 'on a signed request',
  lastTen: 'The last ten due times',
  changes: 'Changes',
  key: 'Key',
  field: 'Field',
  value: 'Value',
  empty: 'empty',
  nothingToDo: 'Nothing to do: both sides agree.',
  refused: 'A guard refuses this plan',
  moreChanges: 'more of this kind stand in the warehouse',
  cost: 'About',
  apiCalls: 'API calls',
  inserts: 'insert',
  updates: 'update',
  deletes: 'delete',
  gone: 'This run is not known to the service any more.',
  done: 'of',
  'state.matched': 'Matched',
  'state.partial': 'Partly done',
  'state.mismatch': 'Mismatch',
  'state.refused': 'Refused',
  'state.deferred': 'Deferred: no API calls left',
  'state.failed': 'Failed',
  'state.interrupted': 'Interrupted',
  'state.running': 'Running',
  'state.waiting': 'Waiting',
  'state.planned': 'Planned',
  'match.Matched': 'Matched',
  'match.Explained': 'Explained',
  'match.Mismatch': 'Mismatch',
  'match.Not_Checked': 'Not checked',
  'step.ingest': 'Ingest',
  'step.build': 'Build',
  'step.plan': 'Plan',
  'step.load': 'Load',
  'step.verify': 'Verify',
  'step.record': 'Record',
  'outcome.started': 'started',
  'outcome.skipped': 'skipped',
  'outcome.missed': 'missed',
} as const;

export type Word = keyof typeof english;
export type Words = Readonly<Record<Word, string>>;

const remembered = 'todoku.language';

export function language(): 'en' | 'ja' {
  const chosen = localStorage.getItem(remembered) ?? navigator.language;
  return chosen.startsWith('ja') ? 'ja' : 'en';
}

export function switchLanguage(): void {
  localStorage.setItem(remembered, language() === 'ja' ? 'en' : 'ja');
}

export function word(name: Word): string {
  return language() === 'ja' ? japanese[name] : english[name];
}

/** A literal of the service in words; one that this page does not know yet stays as it is. */
export function wordFor(group: 'state' | 'match' | 'step' | 'outcome', literal: string): string {
  const name = `${group}.${literal}`;
  return name in english ? word(name as Word) : literal.replaceAll('_', ' '); // just looked up
}
