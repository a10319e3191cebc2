/** The two pages of the web login. They stand alone: no script, nothing loaded. */
import { escapeXml } from '../xml.ts';
import type { App } from './clients.ts';
import type { OAuthError } from './errors.ts';

export interface PersonShown {
  readonly username: string;
  readonly name: string;
  readonly profile: string;
}

export interface ApprovalShown {
  readonly app: App;
  readonly scope: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly people: readonly PersonShown[];
  /** Whose button comes first. */
  readonly chosen: string | undefined;
  readonly japanese: boolean;
}

const english = {
  title: 'Allow access?',
  asks: '{0} asks for access to this org. Choose who you are to allow it. This org lives on this machine, so there is no password.',
  scopes: 'It asks to:',
  deny: 'Deny',
};
const japanese: typeof english = {
  title: 'アクセスを許可しますか?',
  asks: '{0} がこの組織へのアクセスを求めています。許可するには、自分の名前を選んでください。この組織はこのマシンの中だけにあり、パスワードはありません。',
  scopes: '求めている権限:',
  deny: '拒否',
};

/** Scope → what it lets an app do, in English and Japanese. */
const meanings: Readonly<Record<string, readonly [string, string]>> = {
  api: ['Manage user data via APIs', 'API を使用したユーザーデータの管理'],
  web: ['Manage user data via Web browsers', 'Web ブラウザーを使用したユーザーデータの管理'],
  full: ['Full access', 'フルアクセス'],
  id: ['Access the identity URL service', 'ID URL サービスへのアクセス'],
  openid: ['Access unique user identifiers', '一意のユーザー ID へのアクセス'],
  refresh_token: ['Perform requests at any time', 'いつでも要求を実行'],
  offline_access: ['Perform requests at any time', 'いつでも要求を実行'],
};

const style = `
:root { color-scheme: light dark; }
body { font: 100%/1.5 Roboto, 'Noto Sans JP', 'Hiragino Sans', sans-serif; max-width: 30rem; margin: 3rem auto; padding: 0 1rem; }
h1 { font-size: 1.25rem; }
form { display: grid; gap: 0.5rem; }
button { font: inherit; text-align: start; padding: 0.6rem 1rem; border: 1px solid #747474; border-radius: 0.5rem; background: Canvas; color: CanvasText; cursor: pointer; }
button:hover { border-color: #0176d3; }
button:focus-visible { outline: 3px solid #0176d3; outline-offset: 2px; }
button small { display: block; opacity: 0.75; }
.deny { text-align: center; margin-top: 0.5rem; }
`;

function page(language: string, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body><main>${body}</main></body>
</html>
`;
}

function personButton({ username, name, profile }: PersonShown): string {
  return `<button name="username" value="${escapeXml(username)}">${escapeXml(name)}<small>${escapeXml(`${username} · ${profile}`)}</small></button>`;
}

/** Who may allow the app: everyone who is active, the one that the app hinted at first. */
export function approvalPage({ app, scope, parameters, people, chosen, japanese: isJapanese }: ApprovalShown): string {
  const words = isJapanese ? japanese : english;
  const first = people.filter(({ username }) => username.toLowerCase() === chosen?.toLowerCase());
  const ordered = [...first, ...people.filter((person) => !first.includes(person))];
  const hidden = Object.entries(parameters)
    .filter(([name]) => name !== 'username')
    .map(([name, value]) => `<input type="hidden" name="${escapeXml(name)}" value="${escapeXml(value)}">`);
  const asked = [...new Set(scope.split(' ').map((name) => meanings[name]?.[isJapanese ? 1 : 0] ?? name))];
  return page(
    isJapanese ? 'ja' : 'en',
    words.title,
    `<h1>${escapeXml(words.title)}</h1>
<p>${escapeXml(words.asks.replace('{0}', app.name))}</p>
<p>${escapeXml(words.scopes)}</p>
<ul>${asked.map((text) => `<li>${escapeXml(text)}</li>`).join('')}</ul>
<form method="post" action="/services/oauth2/authorize">
${hidden.join('\n')}
${ordered.map(personButton).join('\n')}
<button class="deny" name="username" value="">${escapeXml(words.deny)}</button>
</form>`,
  );
}

/** What Salesforce shows when it cannot send the browser back; the text is the one that people search for. */
export function refusalPage(error: OAuthError): string {
  const text = `error=${error.error}&error_description=${encodeURIComponent(error.message)}`;
  return page('en', 'OAuth Error', `<h1>OAuth Error</h1><p role="alert">${escapeXml(text)}</p>`);
}
