/** Acts when loaded: asks for the token, then shows the board. */
import { ask, remember, token, type Project } from './api.ts';
import { showBoard } from './board.ts';
import { h } from './dom.ts';
import { signIn } from './sign-in.ts';
import { language, switchLanguage, word } from './words.ts';

const againMs = 2000;

const root = document.getElementById('page') ?? document.body;
let leave = new AbortController();

async function begin(isWrong = false): Promise<void> {
  leave.abort();
  leave = new AbortController();
  document.documentElement.lang = language();
  if (token() === undefined) {
    root.replaceChildren(signIn(() => void begin(), isWrong));
    return;
  }
  const answer = await ask<Project>('/project');
  if (answer.kind === 'answer') {
    showBoard(root, answer.reply, { signal: leave.signal, onSignOut: signOut, onLanguage: toOtherLanguage });
    return;
  }
  if (answer.kind === 'refused' && answer.status === 401) {
    signOut(true);
    return;
  }
  const text = answer.kind === 'silent' ? word('unreachable') : `${answer.detail} ${answer.next}`;
  root.replaceChildren(h('p', { class: 'trouble', role: 'alert' }, text));
  setTimeout(() => void begin(), againMs);
}

function signOut(isWrong: boolean): void {
  remember(undefined);
  void begin(isWrong);
}

function toOtherLanguage(): void {
  switchLanguage();
  void begin();
}

void begin();
