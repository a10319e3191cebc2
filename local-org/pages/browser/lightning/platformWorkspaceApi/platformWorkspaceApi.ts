/** Console tabs: this host shows standard navigation, so there is no workspace; every call is refused by its name. */
import { wireAdapter } from '../../data/adapter.ts';

type Config = Record<string, unknown>;

const always = <Value>(value: Value) =>
  wireAdapter<Config, Value>({ initial: value, isReady: () => false, start: () => undefined });

/** False: the component is not in a console app. */
export const IsConsoleNavigation = always(false);
export const EnclosingTabId = always<string | undefined>(undefined);

const refused = (name: string) => (): Promise<never> =>
  Promise.reject(
    new Error(`lightning/platformWorkspaceApi: ${name} needs a console app, which the local org does not show.`),
  );

export const closeTab = refused('closeTab');
export const disableTabClose = refused('disableTabClose');
export const focusTab = refused('focusTab');
export const getAllTabInfo = refused('getAllTabInfo');
export const getFocusedTabInfo = refused('getFocusedTabInfo');
export const getTabInfo = refused('getTabInfo');
export const openSubtab = refused('openSubtab');
export const openTab = refused('openTab');
export const refreshTab = refused('refreshTab');
export const setTabHighlighted = refused('setTabHighlighted');
export const setTabIcon = refused('setTabIcon');
export const setTabLabel = refused('setTabLabel');
