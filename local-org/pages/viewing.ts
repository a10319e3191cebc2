/** One request for a page: who looks, with which grants, in which language, app and size of window. */
import type { Request } from 'express';
import type { Engine, Session } from '../engine/engine.ts';
import { viewerOf, type Viewer } from '../ui/ui.ts';
import type { PageBuilds } from './build/builds.ts';
import { placeableComponents } from './build/components.ts';
import type { PageFacts } from './facts.ts';
import { appsOf, type Apps } from './metadata/app.ts';
import { grantsOf, type Grants } from './metadata/grants.ts';
import type { RecordPageContext } from './metadata/record-page.ts';
import { preferencesOf } from './preferences.ts';
import baseLabelsJapanese from './texts/base-ja.json' with { type: 'json' };
import { labelTexts } from './texts/labels.ts';
import { i18nValues } from './texts/locale.ts';
import { wordsIn, type Words } from './texts/words.ts';

export interface PagesOptions {
  readonly builds: PageBuilds;
  /** A new access token for somebody who chose themselves on the sign-in page. */
  readonly issueToken: (userId: string) => string;
  /** Ends the session that a request carries, if any. */
  readonly endSession: (request: Request) => void;
  /** By whose rights the people are listed and their language is saved. */
  readonly administrator: Session;
  /** How far the org's clock was moved ahead of the machine's, in milliseconds. */
  readonly aheadMs: () => number;
}

/** What the pages need of a request, once its session is known. */
export interface Pages extends PagesOptions {
  readonly engine: Engine;
}

export interface Viewing extends Apps {
  readonly viewer: Viewer;
  readonly grants: Grants;
  readonly words: Words;
}

const apiVersion = 'v66.0';

export function viewingOf({ engine, administrator }: Pages, session: Session, request: Request): Viewing {
  const viewer = viewerOf(engine, session);
  const grants = grantsOf(viewer, administrator);
  const words = wordsIn(viewer.user.language);
  return { viewer, grants, words, ...appsOf({ viewer, grants, words }, preferencesOf(request).app) };
}

export function factsOf({ viewer, grants, words, app, apps }: Viewing, request: Request): PageFacts {
  const { engine, user, currency } = viewer;
  const { id, name, username, language, locale, timeZone } = user;
  const { theme, mode } = preferencesOf(request);
  const title = grants.sets.length > 0 ? grants.sets.join(' · ') : user.profileName;
  return {
    apiVersion,
    user: { id, name, username, title, language, locale, timeZone },
    i18n: i18nValues({ language, locale, timeZone, currency }),
    labels: labelTexts(engine, language),
    baseLabels: language === 'ja' ? baseLabelsJapanese : {},
    words,
    app,
    apps,
    permissions: { user: [...grants.userPermissions], custom: [...grants.customPermissions] },
    theme,
    mode,
  };
}

/** What page models are made from; `formFactor` comes with the request, for only the browser knows its window. */
export function pageContext(pages: Pages, viewing: Viewing, request: Request): RecordPageContext {
  const { engine, administrator } = pages;
  const { viewer, grants, words, app } = viewing;
  return {
    engine,
    viewer,
    grants,
    words,
    reader: administrator,
    appName: app.name,
    formFactor: request.query['formFactor'] === 'Small' ? 'Small' : 'Large',
    labels: labelTexts(engine, viewer.user.language),
    placeable: placeableComponents(engine),
  };
}
