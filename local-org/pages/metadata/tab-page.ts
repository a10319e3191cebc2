/** The home page and what a tab opens. */
import { ApiError } from '../../engine/engine.ts';
import { text } from '../../ui/ui.ts';
import type { ShownPage, TabPage } from '../model.ts';
import { appMetadata } from './app.ts';
import { flexipageNamed, standardHomePage } from './flexipage.ts';
import { overridesOf, pageOfOverrides } from './overrides.ts';
import { withFacts } from './page-facts.ts';
import type { RecordPageContext } from './record-page.ts';
import { tabMetadata, tabNamed } from './tabs.ts';

/** The app's home page for the profile, else the app's own, else the platform's. */
export function homePageModel(context: RecordPageContext): ShownPage {
  const app = appMetadata(context.engine, context.appName);
  const target = { action: 'Tab', target: 'standard-home' };
  const found = [...overridesOf(app, 'profileActionOverrides', target), ...overridesOf(app, 'actionOverrides', target)];
  const { formFactor, viewer } = context;
  const name = pageOfOverrides(found, { profile: viewer.user.profileName, formFactor });
  const deployed = name === undefined ? undefined : flexipageNamed(context, name);
  return withFacts(context, deployed ?? standardHomePage(context.words.home));
}

function pageTab(context: RecordPageContext, label: string, name: string): TabPage {
  const model = flexipageNamed(context, name);
  if (model === undefined) return { kind: 'unsupported', label };
  return { kind: 'page', page: { ...withFacts(context, model), label } };
}

/** Refuses with 404 for a tab that does not exist or is not granted. */
export function tabPage(context: RecordPageContext, name: string): TabPage {
  const item = tabNamed(context, name);
  if (item === undefined) throw new ApiError(404, 'NOT_FOUND', `There is no tab ${name} that you can see.`);
  const { kind, label, objectApiName } = item;
  const file = tabMetadata(context.viewer, name) ?? {};
  switch (kind) {
    case 'page':
      return pageTab(context, label, text(file, 'flexiPage') ?? '');
    case 'component':
      return { kind, label, name: (text(file, 'lwcComponent') ?? '').replace(/^(?:c:)?/, 'c:') };
    case 'web':
      return { kind, label, url: text(file, 'url') ?? '' };
    case 'object':
      return { kind, objectApiName: objectApiName ?? name };
    case 'home':
    case 'unsupported':
      return { kind: 'unsupported', label };
  }
}
