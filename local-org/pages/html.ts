/** The HTML documents of the org: the frame of every Lightning page, and the plain pages before it. */
import type { Build } from './build/builds.ts';
import type { ComponentProblem } from './build/problem.ts';
import { describeProblem } from './build/problem.ts';
import type { PageFacts, Person, Theme } from './facts.ts';
import type { Words } from './texts/words.ts';

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

/** Fonts by name, for SLDS asks for the system's, which on Linux is far too wide; SLDS 2 needs a page colour of its own. */
const pageStyle = `
html { --slds-g-font-family-base: Roboto, 'Noto Sans CJK JP', 'Noto Sans JP', 'Hiragino Sans', sans-serif; }
html, body { font-family: var(--slds-g-font-family-base); }
html.slds2 { --page: var(--slds-g-color-surface-2, #f3f3f3); --host-radius: var(--slds-g-radius-border-4, 1rem); }
html.slds1 { --page: #eef1f6; --host-radius: 0.25rem; }
html, body { background: var(--page); min-height: 100%; }
.plain { max-width: 44rem; margin: 3rem auto; }
.plain.plain { padding: 1.5rem; }
.plain .slds-button { justify-content: flex-start; width: 100%; padding: 0.5rem 1rem; line-height: 1.4; text-align: start; }
`;

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

function documentOf(language: string, theme: Theme, title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="${language.replace('_', '-')}" class="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${stylesheets[theme]}">
<style>${pageStyle}</style>
${head}
</head>
<body class="slds-scope">${body}</body>
</html>
`;
}

/** The frame of a Lightning page; everything else is drawn by the host's components. */
export function lightningPage(facts: PageFacts, build: Build, nonce: string): string {
  const base = `/host/lwc/${build.base}/`;
  const imports = Object.fromEntries(Object.entries(build.imports).map(([name, file]) => [name, base + file]));
  const formFactor = `matchMedia('(max-width: 767px)').matches ? 'Small' : 'Large'`;
  const head = `<script type="importmap" nonce="${nonce}">${scriptJson({ imports })}</script>
<script nonce="${nonce}">globalThis.__sf = Object.freeze({ ...${scriptJson(facts)}, formFactor: ${formFactor} });</script>
<script type="module" src="${base}@lwc/synthetic-shadow.js"></script>
<script type="module" src="/host/lwc/${build.app}/host.js"></script>`;
  return documentOf(facts.user.language, facts.theme, facts.app.label, head, '');
}

function personButton(person: Person): string {
  return `<li class="slds-p-bottom_xx-small"><button class="slds-button slds-button_neutral" name="userId" value="${escapeHtml(person.id)}">
<span><strong>${escapeHtml(person.name)}</strong> <span class="slds-text-color_weak">${escapeHtml([person.title, person.username].filter((text) => text !== '').join(' · '))}</span></span></button></li>`;
}

/** Who may sign in: everyone who is active. There is no password, and the page says so. */
export function signInPage(people: readonly Person[], returnUrl: string, language: string, words: Words): string {
  const body = `<main class="plain slds-card slds-p-around_medium">
<h1 class="slds-text-heading_medium">${escapeHtml(words.signInTitle)}</h1>
<p class="slds-p-vertical_small">${escapeHtml(words.signInHelp)}</p>
<form method="post" action="/host/sign-in">
<input type="hidden" name="retURL" value="${escapeHtml(returnUrl)}">
<ul>${people.map(personButton).join('')}</ul>
</form>
</main>`;
  return documentOf(language, 'slds1', words.signInTitle, '', body);
}

/** Shown while the components are built; it asks again by itself. */
export function buildingPage(language: string, words: Words): string {
  const body = `<main class="plain slds-card slds-p-around_medium" role="status"><p>${escapeHtml(words.building)}</p></main>`;
  return documentOf(language, 'slds1', words.building, '<meta http-equiv="refresh" content="1">', body);
}

export function buildFailedPage(problems: readonly ComponentProblem[], language: string, words: Words): string {
  const items = problems.map((problem) => `<li><code>${escapeHtml(describeProblem(problem))}</code></li>`).join('');
  const body = `<main class="plain slds-card slds-p-around_medium" role="alert">
<h1 class="slds-text-heading_medium">${escapeHtml(words.buildFailed)}</h1>
<ul class="slds-list_dotted slds-p-vertical_small">${items}</ul>
<p>${escapeHtml(words.buildFailedHelp)}</p>
</main>`;
  return documentOf(language, 'slds1', words.buildFailed, '', body);
}
