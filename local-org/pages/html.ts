/** The HTML documents of the org: the frame of every Lightning page, and the plain pages before it. */
import type { Build } from './build/builds.ts';
import type { ComponentProblem } from './build/problem.ts';
import { describeProblem } from './build/problem.ts';
import type { Mode, PageFacts, Person, Theme } from './facts.ts';
import { pageStyle, plainStyle } from './style.ts';
import { fill, type Words } from './texts/words.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** JSON inside a script element: `<` would end it early. */
const scriptJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

const stylesheets: Readonly<Record<Theme, string>> = {
  slds1: '/_slds/styles/salesforce-lightning-design-system.min.css',
  slds2: '/_slds2/slds2.cosmos.css',
};

/** How a document looks and in which language it speaks. */
export interface Look {
  readonly language: string;
  readonly words: Words;
  readonly theme: Theme;
  readonly mode: Mode;
}

/** Nothing but this origin; scripts of the page itself by nonce. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

interface Parts {
  readonly title: string;
  readonly head: string;
  readonly body: string;
}

function documentOf({ language, theme, mode }: Omit<Look, 'words'>, { title, head, body }: Parts): string {
  return `<!doctype html>
<html lang="${language.replace('_', '-')}" class="${theme} ${mode}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${stylesheets[theme]}">
<style>${pageStyle}</style>
${head}
</head>
<body class="slds-scope slds-color-scheme--${theme === 'slds2' ? mode : 'light'}">${body}</body>
</html>
`;
}

/** Where the org's clock was moved, that of the page goes with it: rules compare what a page sends with the time of now. */
function clockScript(aheadMs: number, nonce: string): string {
  if (aheadMs === 0) return '';
  return `<script nonce="${nonce}">{
  const now = () => Reflect.apply(real.now, real, []) + ${Math.trunc(aheadMs)};
  const real = Date;
  globalThis.Date = new Proxy(real, {
    construct: (_target, given, made) => Reflect.construct(real, given.length === 0 ? [now()] : given, made),
    apply: () => new real(now()).toString(),
    get: (_target, name) => (name === 'now' ? now : Reflect.get(real, name)),
  });
}</script>
`;
}

/** The frame of a Lightning page; everything else is drawn by the host's components. */
export function lightningPage(facts: PageFacts, build: Build, nonce: string, aheadMs: number): string {
  const base = `/host/lwc/${build.base}/`;
  const imports = Object.fromEntries(Object.entries(build.imports).map(([name, file]) => [name, base + file]));
  const formFactor = `matchMedia('(max-width: 767px)').matches ? 'Small' : 'Large'`;
  const color = /^#[\da-f]{6}$/i.test(facts.app.color ?? '')
    ? `<style>html { --host-brand: ${facts.app.color ?? ''}; }</style>`
    : '';
  const head = `${color}${clockScript(aheadMs, nonce)}<script type="importmap" nonce="${nonce}">${scriptJson({ imports })}</script>
<script nonce="${nonce}">globalThis.__sf = Object.freeze({ ...${scriptJson(facts)}, formFactor: ${formFactor} });</script>
<script type="module" src="${base}@lwc/synthetic-shadow.js"></script>
<script type="module" src="/host/lwc/${build.app}/host.js"></script>`;
  const { user, theme, mode, app } = facts;
  return documentOf({ language: user.language, theme, mode }, { title: app.label, head, body: '' });
}

function plainPage(look: Look, { title, head, body }: Parts): string {
  return documentOf(look, { title, head: `<style>${plainStyle}</style>${head}`, body });
}

function personButton(person: Person, isOpen: boolean, words: Words): string {
  const what = [isOpen ? words.signedIn : '', person.title, person.username].filter((text) => text !== '');
  return `<li><button class="slds-button person" name="userId" value="${escapeHtml(person.id)}">
<span class="initial" aria-hidden="true">${escapeHtml(Array.from(person.name)[0] ?? '')}</span>
<span class="who">${escapeHtml(person.name)}</span><span class="what">${escapeHtml(what.join(' · '))}</span></button></li>`;
}

export interface SignIn {
  readonly people: readonly Person[];
  readonly returnUrl: string;
  /** The session ended under the person's hands. */
  readonly isAgain: boolean;
  /** Who is signed in already. */
  readonly userId: string | undefined;
}

/** Who may sign in: everyone who is active. There is no password, and the page says so. */
export function signInPage({ people, returnUrl, isAgain, userId }: SignIn, look: Look): string {
  const { words } = look;
  const again = isAgain ? `<p role="status"><strong>${escapeHtml(words.signInAgain)}</strong></p>` : '';
  const buttons = people.map((person) => personButton(person, person.id === userId, words));
  const body = `<main class="plain">
<h1>${escapeHtml(words.signInTitle)}</h1>
${again}<p class="slds-m-vertical_small">${escapeHtml(words.signInHelp)}</p>
<form method="post" action="/host/sign-in">
<input type="hidden" name="retURL" value="${escapeHtml(returnUrl)}">
<ul class="people">${buttons.join('')}</ul>
</form>
</main>`;
  return plainPage(look, { title: words.signInTitle, head: '', body });
}

/** Shown while the components are built; it asks again by itself. */
export function buildingPage(look: Look): string {
  const { building } = look.words;
  const body = `<main class="plain" role="status"><p>${escapeHtml(building)}</p></main>`;
  return plainPage(look, { title: building, head: '<meta http-equiv="refresh" content="1">', body });
}

export function buildFailedPage(problems: readonly ComponentProblem[], look: Look): string {
  const { words } = look;
  const items = problems.map((problem) => `<li><code>${escapeHtml(describeProblem(problem))}</code></li>`).join('');
  const body = `<main class="plain" role="alert">
<h1>${escapeHtml(words.buildFailed)}</h1>
<ul class="slds-list_dotted slds-p-vertical_small">${items}</ul>
<p>${escapeHtml(words.buildFailedHelp)}</p>
</main>`;
  return plainPage(look, { title: fill(words.buildFailed), head: '', body });
}
