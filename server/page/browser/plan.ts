/** A plan: what would happen to which record, field by field, and what it would cost. */
import type { PreviewReport } from '../../run/run.ts';
import { h, table } from './dom.ts';
import { count, decimal, moment } from './format.ts';
import { guardInJapanese } from './guards-ja.ts';
import { language, word } from './words.ts';

/** As plan/text.ts writes it; the schema of the service leaves a plan open. */
interface Planned {
  readonly sourceAsOf: string;
  readonly calls: number;
  readonly refusals: readonly Refused[];
  readonly syncs: readonly PlannedSync[];
}

interface Refused {
  readonly code: string;
  readonly message: string;
  readonly next: string;
}

interface PlannedSync {
  readonly sync: string;
  readonly object: string;
  readonly inserts: number;
  readonly updates: number;
  readonly archives: number;
  readonly deletes: number;
  readonly unchanged: number;
  readonly parked: number;
  readonly held: number;
  readonly quarantined: number;
  readonly calls: number;
  readonly route: string;
  readonly sample: {
    readonly changes: readonly Changed[];
    readonly parked: readonly { readonly key: string; readonly field: string; readonly parentKey: string }[];
    readonly quarantined: readonly { readonly key?: string; readonly field: string; readonly reason: string }[];
  };
}

interface Changed {
  readonly operation: 'insert' | 'update' | 'archive' | 'delete';
  readonly key: string;
  readonly fields: Readonly<Record<string, { readonly from?: string | null; readonly to?: string | null }>>;
}

export function planView(preview: PreviewReport, timeZone: string): readonly Node[] {
  const plan = preview.plan as Planned; // plan/text.ts
  const changed = plan.syncs.filter((sync) => rowsOf(sync) + sync.quarantined > 0);
  const quiet = plan.syncs.filter((sync) => !changed.includes(sync));
  return [
    h(
      'p',
      {},
      `${word('asOf')} ${moment(plan.sourceAsOf, timeZone)} · ${word('cost')} ${count(plan.calls)} ${word('apiCalls')}`,
    ),
    ...plan.refusals.map(refusedView),
    ...(changed.length === 0 ? [h('p', { class: 'good' }, word('nothingToDo'))] : changed.map(syncView)),
    ...(quiet.length === 0 || changed.length === 0
      ? []
      : [
          h(
            'p',
            { class: 'quiet' },
            `${word('unchanged')}: ${quiet.map(({ object, unchanged }) => `${object} ${count(unchanged)}`).join(', ')}`,
          ),
        ]),
  ];
}

function refusedView({ code, message, next }: Refused): HTMLElement {
  const guard = language() === 'ja' ? guardInJapanese(code) : undefined;
  return h(
    'div',
    { class: 'fault' },
    h('p', {}, h('strong', {}, `${word('refused')}: `), guard?.what ?? message),
    ...(guard === undefined ? [] : [h('p', { class: 'quiet', lang: 'en' }, message)]),
    h('p', {}, guard?.next ?? next),
  );
}

function rowsOf({ inserts, updates, archives, deletes }: PlannedSync): number {
  return inserts + updates + archives + deletes;
}

function syncView(sync: PlannedSync): HTMLElement {
  const kinds = [
    [sync.inserts, word('inserts')],
    [sync.updates, word('updates')],
    [sync.archives, word('archives')],
    [sync.deletes, word('deletes')],
    [sync.parked, word('parked')],
    [sync.held, word('held')],
    [sync.quarantined, word('quarantined')],
    [sync.unchanged, word('unchanged')],
  ] as const;
  const counts = kinds.filter(([rows]) => rows > 0).map(([rows, kind]) => `${kind} ${count(rows)}`);
  const shown = sync.sample.changes.length;
  const all = rowsOf(sync) - sync.parked - sync.held;
  return h(
    'details',
    { open: sync.updates + sync.archives + sync.deletes > 0 },
    h(
      'summary',
      {},
      h('strong', {}, sync.object),
      ` ${counts.join(', ')} `,
      h('span', { class: 'quiet' }, `${sync.route}, ${count(sync.calls)} ${word('apiCalls')}`),
    ),
    ...(shown === 0 ? [] : [changesTable(sync)]),
    ...(all > shown
      ? [h('p', { class: 'quiet' }, `+ ${count(all - shown)} ${word('moreChanges')}: preview."${sync.sync}"`)]
      : []),
    ...sync.sample.parked.map((row) => h('p', {}, `${word('parked')} ${row.key}: ${row.field} ${row.parentKey}`)),
    ...sync.sample.quarantined.map((row) =>
      h('p', {}, `${word('quarantined')} ${row.key ?? '?'}: ${row.field} ${row.reason}`),
    ),
  );
}

const signs = { insert: '+', update: '~', archive: '~', delete: '−' } as const;

function changesTable({ object, sample }: PlannedSync): HTMLElement {
  const rows = sample.changes.flatMap((change) => {
    const fields = change.operation === 'delete' ? [] : Object.entries(change.fields);
    if (fields.length === 0) return [{ change, field: '', from: undefined, to: undefined, isFirst: true }];
    return fields.map(([field, { from, to }], index) => ({ change, field, from, to, isFirst: index === 0 }));
  });
  return table(
    `${word('changes')}: ${object}`,
    [
      {
        title: word('key'),
        cell: ({ change, isFirst }) =>
          isFirst ? h('span', { class: change.operation }, `${signs[change.operation]} ${change.key}`) : '',
      },
      { title: word('field'), cell: ({ field }) => field },
      { title: word('value'), cell: ({ from, to }) => changeOf(from, to) },
    ],
    rows,
  );
}

function changeOf(from: string | null | undefined, to: string | null | undefined): Node | string {
  if (to === undefined) return '';
  const will = h('ins', {}, valueOf(to));
  return from === undefined ? will : h('span', {}, h('del', {}, valueOf(from)), ' → ', will);
}

const valueOf = (text: string | null): string => (text === null ? word('empty') : decimal(text));
