/** What a person can do about a run that has ended: look at failed rows, approve, retry, resume, roll back. */
import type { z } from 'zod';
import type { failedReply } from '../../api/api.ts';
import { ask, orderAbout, type Answer, type Run } from './api.ts';
import { confirmation } from './confirmation.ts';
import { h, table } from './dom.ts';
import { count } from './format.ts';
import { word } from './words.ts';

export type Failed = z.input<typeof failedReply>['rows'];

/** Rows of a run that are not in Salesforce. */
export function openRows({ end }: Run): number {
  const objects = end?.result?.objects ?? [];
  return objects.reduce((sum, { failed, parked, held }) => sum + failed + parked + held, 0);
}

function isWriting({ end }: Run): boolean {
  const result = end?.result;
  return result !== undefined && result.command !== 'verify' && result.objects.some(({ sent }) => sent > 0);
}

export function followUps(run: Run, failed: Failed, onOrdered: (id: string) => void): readonly Node[] {
  const id = run.run ?? run.id;
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const told = (answer: Answer<{ readonly id?: string }>): void => {
    if (answer.kind === 'answer') onOrdered(answer.reply.id ?? id);
    else trouble.textContent = answer.kind === 'silent' ? word('unreachable') : `${answer.detail} ${answer.next}`;
  };
  const start = (command: 'retry' | 'resume' | 'rollback' | 'plan') => (): void =>
    void orderAbout(command, id).then(told);
  const back = confirmation({
    title: word('confirmRollback'),
    help: word('rollbackHelp'),
    yes: word('rollback'),
    onYes: start('rollback'),
  });
  const canResume = run.phase === 'left-behind' || run.state === 'interrupted' || run.state === 'deferred';
  const buttons = [
    ...(openRows(run) > 0 ? [h('button', { title: word('retryHelp'), onclick: start('retry') }, word('retry'))] : []),
    ...(canResume ? [h('button', { title: word('resumeHelp'), onclick: start('resume') }, word('resume'))] : []),
    ...(isWriting(run)
      ? [
          h('button', { title: word('planRollbackHelp'), onclick: start('plan') }, word('planRollback')),
          h(
            'button',
            {
              title: word('rollbackHelp'),
              onclick: () => {
                back.showModal();
              },
            },
            word('rollback'),
          ),
        ]
      : []),
  ];
  return [
    ...failedView(failed, openRows(run)),
    ...approvalView(run, id, told),
    ...(buttons.length === 0 ? [] : [h('div', { class: 'buttons' }, ...buttons)]),
    trouble,
    back,
  ];
}

function failedView(rows: Failed, all: number): readonly Node[] {
  if (rows.length === 0) return [];
  return [
    h('h3', {}, word('failedRows')),
    table(
      word('failedRows'),
      [
        { title: word('syncs'), cell: ({ sync }) => sync },
        { title: word('key'), cell: ({ key }) => key },
        { title: word('state'), cell: ({ status }) => status },
        { title: word('code'), cell: ({ code }) => h('code', {}, code ?? '') },
        { title: word('cause'), cell: ({ message }) => message ?? '' },
      ],
      rows,
    ),
    ...(all > rows.length ? [h('p', { class: 'quiet' }, `+ ${count(all - rows.length)}`)] : []),
  ];
}

/** Asked for where a guard refused the run, or rows are held: who approves, and why. */
function approvalView(run: Run, id: string, told: (answer: Answer<{ readonly id?: string }>) => void): readonly Node[] {
  const held = run.end?.result?.held.length ?? 0;
  if (held === 0 && run.end?.fault?.kind !== 'refused') return [];
  const by = h('input', { id: 'approve-by', autocomplete: 'name', required: true }) as HTMLInputElement; // an input was asked for
  const reason = h('input', { id: 'approve-reason', required: true }) as HTMLInputElement; // an input was asked for
  const onsubmit = (event: Event): void => {
    event.preventDefault();
    const body = { by: by.value, reason: reason.value, ...(held === 0 ? {} : { rows: 'all' }) };
    void ask<object>(`/runs/${id}/approvals`, { method: 'POST', body: JSON.stringify(body) }).then((answer) => {
      if (answer.kind === 'answer') {
        form.replaceChildren(h('p', { class: 'good', role: 'status' }, word('approvedNow')));
      } else told(answer);
    });
  };
  const form = h(
    'form',
    { class: 'approve', onsubmit },
    h('h3', {}, word(held === 0 ? 'approveGuard' : 'approveHeld')),
    h('p', { class: 'quiet' }, word('approveHelp')),
    h('label', { for: 'approve-by' }, word('approveBy')),
    by,
    h('label', { for: 'approve-reason' }, word('approveReason')),
    reason,
    h('button', {}, word('approve')),
  );
  return [form];
}
