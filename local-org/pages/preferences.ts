/** What a browser remembers of how the pages look to it: design, appearance and the app that was open last. */
import type { CookieOptions, Request, Response } from 'express';
import type { Mode, Theme } from './facts.ts';

export interface Preferences {
  readonly theme: Theme;
  readonly mode: Mode;
  /** API name of an app. */
  readonly app: string | undefined;
}

const options: CookieOptions = { sameSite: 'lax', path: '/', maxAge: 365 * 24 * 60 * 60 * 1000 };

function cookie(request: Request, name: string): string | undefined {
  const pair = (request.headers.cookie ?? '').split(/;\s*/).find((one) => one.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}

export function preferencesOf(request: Request): Preferences {
  return {
    theme: cookie(request, 'theme') === 'slds2' ? 'slds2' : 'slds1',
    mode: cookie(request, 'mode') === 'dark' ? 'dark' : 'light',
    app: cookie(request, 'app'),
  };
}

const allowed: Readonly<Record<string, RegExp>> = {
  theme: /^slds[12]$/,
  mode: /^(?:light|dark)$/,
  app: /^\w{1,80}$/,
};

/** Keeps what is one of the preferences and has a value it may have; says nothing about the rest. */
export function keepPreferences(response: Response, wanted: Readonly<Record<string, unknown>>): void {
  for (const [name, pattern] of Object.entries(allowed)) {
    const value = wanted[name];
    if (typeof value === 'string' && pattern.test(value)) response.cookie(name, value, options);
  }
}
