import { LightningElement, api } from 'lwc';
import type { PageItem } from '../../../model.ts';
import { asText } from '../../data/freeze.ts';
import { word } from 'host/words';

interface Tab {
  readonly key: string;
  readonly label: string;
  readonly items: readonly PageItem[];
}

const standardTitles: Readonly<Record<string, string>> = {
  'Standard.Tab.detail': 'tabDetail',
  'Standard.Tab.relatedLists': 'tabRelated',
  'Standard.Tab.activity': 'tabActivity',
  'Standard.Tab.collaborate': 'tabChatter',
};

/** Tabs of a flexipage; each tab's component names the facet that holds its content. */
export default class Tabset extends LightningElement {
  /** Name of the facet whose items are the tabs. */
  @api tabs = '';
  @api facets: Readonly<Record<string, readonly PageItem[]>> = {};
  @api userFacts: Readonly<Record<string, string>> = {};
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  get tabList(): readonly Tab[] {
    return (this.facets[this.tabs] ?? []).map(({ identifier, properties }) => {
      const title = asText(properties['title']);
      const standard = standardTitles[title];
      return {
        key: identifier,
        label: standard === undefined ? title : word(standard),
        items: this.facets[asText(properties['body'])] ?? [],
      };
    });
  }

  get activeTab(): string | undefined {
    const items = this.facets[this.tabs] ?? [];
    return items.find(({ properties }) => properties['active'] === 'true')?.identifier;
  }
}
