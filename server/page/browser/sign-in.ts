import { ask, remember } from './api.ts';
import { h } from './dom.ts';
import { word } from './words.ts';

/** Takes the token and tries it. */
export function signIn(onDone: () => void, isWrong = false): HTMLElement {
  const field = h('input', {
    id: 'token',
    type: 'password',
    autocomplete: 'off',
    required: true,
    'aria-describedby': 'token-help',
  }) as HTMLInputElement; // an input was asked for
  const trouble = h('p', { class: 'trouble', role: 'alert' }, isWrong ? word('tokenWrong') : '');
  const submit = async (): Promise<void> => {
    remember(field.value.trim());
    const answer = await ask('/project');
    if (answer.kind === 'answer') {
      onDone();
      return;
    }
    remember(undefined);
    trouble.textContent =
      answer.kind === 'silent' ? word('unreachable') : answer.status === 401 ? word('tokenWrong') : answer.detail;
    field.select();
  };
  const onsubmit = (event: Event): void => {
    event.preventDefault();
    void submit();
  };
  return h(
    'main',
    { class: 'sign-in' },
    h('h1', {}, h('span', { lang: 'ja' }, '届く'), ' Todoku'),
    h(
      'form',
      { class: 'card', onsubmit },
      h('label', { for: 'token' }, word('token')),
      field,
      h('p', { id: 'token-help', class: 'quiet' }, word('tokenHelp')),
      trouble,
      h('button', { class: 'primary' }, word('signIn')),
    ),
  );
}
