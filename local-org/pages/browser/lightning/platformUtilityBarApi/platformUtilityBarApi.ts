/** The utility bar: this host has none, and every call is refused by its name. */
import { wireAdapter } from '../../data/adapter.ts';

export const EnclosingUtilityId = wireAdapter<Record<string, unknown>, string | undefined>({
  initial: undefined,
  isReady: () => false,
  start: () => undefined,
});

const refused = (name: string) => (): Promise<never> =>
  Promise.reject(
    new Error(`lightning/platformUtilityBarApi: ${name} needs a utility bar, which the local org does not show.`),
  );

export const disableUtilityPopOut = refused('disableUtilityPopOut');
export const getAllUtilityInfo = refused('getAllUtilityInfo');
export const getInfo = refused('getInfo');
export const minimize = refused('minimize');
export const onUtilityClick = refused('onUtilityClick');
export const open = refused('open');
export const updatePanel = refused('updatePanel');
export const updateUtility = refused('updateUtility');
