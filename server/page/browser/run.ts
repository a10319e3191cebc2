/** One run: how it ended, what became of the rows of each object, and why the two sides differ where they do. */
import type { PullResult, RunResult } from '../../run/run.ts';
import type { End, Project, Run } from './api.ts';
import { h, table, type Column } from './dom.ts';
import { count, decimal, moment, span } from './format.ts';
import { guardInJapanese } from './guards-ja.ts';
import { planView } from './plan.ts';
import { chip } from './runs.ts';
import { language, word, wordFor } from './words.ts';

type Verdict = RunResult['verdicts'][number];
type Total = Verdict['totals'][number];

export function runView(run: Run, { timeZone }: Project): readonly Node[] {
  const { state, startedAt, endedAt, end } = run;
  const took =
    startedAt === undefined || endedAt === undefined ? '' : ` · ${span(Date.parse(endedAt) - Date.parse(startedAt))}`;
  const title = startedAt === undefined ? run.id : moment(startedAt, timeZone);
  const isPlan = end?.preview !== undefined;
  return [
    h('h2', {}, chip(isPlan ? 'planned' : stateOf(run, state)), ` ${title}${took}`),
    h('p', { class: 'quiet id' }, run.run ?? run.id),
    ...(run.phase === 'left-behind' ? [h('p', { class: 'trouble' }, word('leftBehind'))] : []),
    ...(end === undefined ? [] : endView(end, timeZone)),
  ];
}

function stateOf(run: Run, state: string | undefined): string {
  if (run.phase === 'waiting' || run.phase === 'running') return run.phase;
  return (
    state ??
    run.end?.result?.state ??
    run.end?.pulled?.state ??
    (run.end?.fault?.kind === 'refused' ? 'refused' : 'failed')
  );
}

function endView(end: End, timeZone: string): readonly Node[] {
  if (end.preview !== undefined) return planView(end.preview, timeZone);
  if (end.pulled !== undefined) return pulledView(end.pulled, timeZone);
  if (end.result !== undefined) return resultView(end.result, timeZone);
  return end.fault === undefined ? [] : [faultView(end.fault)];
}

function faultView(fault: { readonly code: string; readonly message: string; readonly next: string }): HTMLElement {
  const guard = language() === 'ja' ? guardInJapanese(fault.code) : undefined;
  return h(
    'div',
    { class: 'fault' },
    h('p', {}, h('code', {}, fault.code), ` ${guard?.what ?? fault.message}`),
    ...(guard === undefined ? [] : [h('p', { class: 'quiet', lang: 'en' }, fault.message)]),
    h('p', {}, h('strong', {}, `${word('next')}: `), guard?.next ?? fault.next),
  );
}

function resultView(result: RunResult, timeZone: string): readonly Node[] {
  const facts = [
    `${word('asOf')} ${moment(result.sourceAsOf, timeZone)}`,
    `${word('calls')} ${count(result.calls)}`,
    ...(result.recovered.length === 0 ? [] : [`${word('recovered')}: ${result.recovered.join(', ')}`]),
  ];
  return [
    h('p', {}, facts.join(' · ')),
    ...section(word('faults'), result.faults.map(faultView)),
    ...section(
      word('warnings'),
      result.warnings.map((one) => h('p', {}, h('code', {}, one.code), ` ${one.message}`)),
    ),
    table(word('object'), objectColumns(result), result.objects),
    ...section(word('causes'), causesOf(result)),
    ...section(word('totals'), result.verdicts.map(totalsView)),
    ...section(word('coverage'), coverageOf(result)),
  ];
}

function pulledView({ calls, tables }: PullResult, timeZone: string): readonly Node[] {
  const columns: readonly Column<PullResult['tables'][number]>[] = [
    { title: word('object'), cell: (row) => row.object },
    { title: word('pulledTable'), cell: (row) => h('code', {}, `pulled.${row.name}`) },
    { title: word('rows'), isNumber: true, cell: (row) => count(row.rows) },
    { title: word('asOf'), cell: (row) => moment(row.pulledAt, timeZone) },
    { title: word('books'), cell: (row) => chip(row.state === 'Matched' ? 'matched' : 'mismatch') },
  ];
  return [
    h('p', {}, `${word('calls')} ${count(calls)}`),
    table(word('object'), columns, tables),
    ...section(word('totals'), tables.map(totalsView)),
  ];
}

function section(title: string, content: readonly Node[]): readonly Node[] {
  return content.length === 0 ? [] : [h('h3', {}, title), ...content];
}

type Outcome = RunResult['objects'][number];

function objectColumns({ verdicts }: RunResult): readonly Column<Outcome>[] {
  const counted = (title: string, of: (row: Outcome) => number): Column<Outcome> => ({
    title,
    isNumber: true,
    cell: (row) => h('span', of(row) === 0 ? { class: 'none' } : {}, count(of(row))),
  });
  const books = (row: Outcome): string => {
    const verdict = verdicts.find(({ sync }) => sync === row.sync);
    return verdict === undefined ? '' : word(verdict.booksClosed ? 'booksClosed' : 'booksOpen');
  };
  return [
    { title: word('state'), cell: (row) => chip(row.state, wordFor('match', row.state)) },
    { title: word('object'), cell: (row) => h('span', { title: row.sync }, row.object) },
    counted(word('sent'), (row) => row.sent),
    counted(word('created'), (row) => row.created),
    counted(word('updated'), (row) => row.updated),
    counted(word('deleted'), (row) => row.deleted),
    counted(word('unchanged'), (row) => row.unchanged),
    counted(word('failed'), (row) => row.failed),
    counted(word('parked'), (row) => row.parked),
    counted(word('quarantined'), (row) => row.quarantined),
    { title: word('books'), cell: books },
  ];
}

function causesOf({ verdicts }: RunResult): readonly Node[] {
  const rows = verdicts.flatMap(({ object, causes }) => causes.map((cause) => ({ object, ...cause })));
  if (rows.length === 0) return [];
  const columns: readonly Column<(typeof rows)[number]>[] = [
    { title: word('object'), cell: (row) => row.object },
    { title: word('cause'), cell: (row) => h('code', {}, row.cause) },
    { title: word('code'), cell: (row) => h('code', {}, row.code ?? '') },
    { title: word('rows'), isNumber: true, cell: (row) => count(row.rows) },
  ];
  return [table(word('causes'), columns, rows)];
}

/** What differs is shown, what agrees is counted and one click away. */
function totalsView({ object, totals }: Pick<Verdict, 'object' | 'totals'>): HTMLElement {
  const differing = totals.filter(({ matches }) => !matches);
  const summary =
    differing.length === 0
      ? `${count(totals.length)} ${word('totalsAgree')}`
      : `${count(differing.length)} ${word('done')} ${count(totals.length)} ${word('totalsDiffer')}`;
  return h(
    'details',
    differing.length === 0 ? {} : { open: true },
    h(
      'summary',
      {},
      h('span', { class: differing.length === 0 ? 'good' : 'bad' }, differing.length === 0 ? '✓' : '≠'),
      ` ${object}: ${summary}`,
    ),
    totalsTable(object, [...differing, ...totals.filter(({ matches }) => matches)]),
  );
}

function totalsTable(object: string, totals: readonly Total[]): HTMLElement {
  return table(
    `${word('totals')}: ${object}`,
    [
      { title: word('measure'), cell: ({ measure }) => (measure === 'COUNT' ? word('records') : measure) },
      { title: word('period'), cell: ({ period }) => period ?? word('wholeObject') },
      { title: word('warehouse'), isNumber: true, cell: ({ warehouse }) => decimal(warehouse) },
      { title: word('salesforce'), isNumber: true, cell: ({ salesforce }) => decimal(salesforce) },
      { title: '', cell: ({ matches }) => h('span', { class: matches ? 'good' : 'bad' }, matches ? '✓' : '≠') },
    ],
    totals,
  );
}

function coverageOf({ coverage }: Pick<RunResult, 'coverage'>): readonly Node[] {
  if (coverage.length === 0) return [];
  return [
    table(
      word('coverage'),
      [
        { title: word('rawTable'), cell: (one) => one.table },
        { title: word('rows'), isNumber: true, cell: (one) => count(one.rows) },
        {
          title: word('placed'),
          cell: (one) =>
            Object.entries(one.placed)
              .map(([placement, rows]) => `${placement} ${count(rows)}`)
              .join(', '),
        },
        {
          title: word('unplaced'),
          cell: (one) =>
            Object.entries(one.reasons)
              .map(([reason, rows]) => `${reason} ${count(rows)}`)
              .join(', ') || '0',
        },
      ],
      coverage,
    ),
  ];
}
