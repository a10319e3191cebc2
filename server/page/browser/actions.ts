/** What can be started, for all syncs or some; a push asks once more, since it writes. */
import { order, type Project } from './api.ts';
import { confirmation } from './confirmation.ts';
import { h } from './dom.ts';
import { word } from './words.ts';

export function actions({ syncs }: Project, onOrdered: (id: string) => void): HTMLElement {
  const boxes = syncs.map(({ name, object }) => {
    const box = h('input', { type: 'checkbox', value: name }) as HTMLInputElement; // an input was asked for
    return { box, label: h('label', {}, box, h('span', {}, `${name} `, h('span', { class: 'quiet' }, `→ ${object}`))) };
  });
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const start = async (command: 'push' | 'plan' | 'verify'): Promise<void> => {
    trouble.textContent = '';
    const only = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
    const answer = await order(command, only);
    if (answer.kind === 'answer') onOrdered(answer.reply.id);
    else trouble.textContent = answer.kind === 'silent' ? word('unreachable') : `${answer.detail} ${answer.next}`;
  };
  const dialog = confirmation({
    title: word('confirmPush'),
    help: word('pushHelp'),
    yes: word('confirm'),
    onYes: () => void start('push'),
  });
  const button = (command: 'plan' | 'verify' | 'push', onclick: () => void): HTMLElement =>
    h(
      'button',
      { class: command === 'push' ? 'primary' : undefined, title: word(`${command}Help`), onclick },
      word(command),
    );
  return h(
    'div',
    { class: 'actions' },
    h(
      'div',
      { class: 'buttons' },
      button('plan', () => void start('plan')),
      button('verify', () => void start('verify')),
      button('push', () => {
        dialog.showModal();
      }),
    ),
    h(
      'details',
      {},
      h('summary', {}, word('syncs')),
      h('div', { class: 'choices' }, ...boxes.map(({ label }) => label)),
    ),
    trouble,
    dialog,
  );
}
