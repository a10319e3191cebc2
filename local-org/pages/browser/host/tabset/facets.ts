/** Tabs and sections of a page: items whose properties name their title and the facet with their content. */
import type { PageItem } from '../../../model.ts';
import { asText } from '../../data/freeze.ts';
import type { PageContext } from '../pageItem/page.ts';
import { word } from 'host/words';

export interface Panel {
  readonly key: string;
  readonly label: string;
  readonly items: readonly PageItem[];
  readonly isActive: boolean;
  /** The panel itself, with its rule. */
  readonly item: PageItem;
}

const standardTitles: Readonly<Record<string, string>> = {
  'Standard.Tab.detail': 'tabDetail',
  'Standard.Tab.relatedLists': 'tabRelated',
  'Standard.Tab.activity': 'tabActivity',
  'Standard.Tab.collaborate': 'tabChatter',
  'Standard.Tab.fields': 'tabFields',
  'Standard.Tab.additionalFields': 'tabAdditionalFields',
};

export function titleOf(text: string): string {
  const standard = standardTitles[text];
  return standard === undefined ? text.replace(/^Standard\.Tab\./, '') : word(standard);
}

/** The panels that a facet lists, without their rules. */
export function panelsOf(page: PageContext, facet: string, titleProperty: string): readonly Panel[] {
  return (page.facets[facet] ?? []).map((item) => ({
    key: item.identifier,
    label: titleOf(asText(item.properties[titleProperty])),
    items: page.facets[asText(item.properties['body'])] ?? [],
    isActive: asText(item.properties['active']) === 'true',
    item,
  }));
}
