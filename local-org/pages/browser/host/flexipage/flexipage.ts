import { LightningElement, api } from 'lwc';
import type { PageItem, ShownPage } from '../../../model.ts';
import { phoneDetail, type PageContext } from '../pageItem/page.ts';
import { arrangementOf } from './arrangement.ts';

interface Region {
  readonly key: string;
  readonly className: string;
  readonly items: readonly PageItem[];
}

interface Row {
  readonly key: string;
  readonly regions: readonly Region[];
}

/** A page as its flexipage says: the template's regions with their widths, stacked on a phone. */
export default class Flexipage extends LightningElement {
  @api model: ShownPage | undefined;
  /** What a record page adds: its record and what may be done with it. */
  @api recordContext: Partial<PageContext> = {};

  get page(): PageContext {
    const { facets = {}, facts = {}, regions = [] } = this.model ?? {};
    const items = [...regions.flatMap((region) => region.items), ...Object.values(facets).flat()];
    return { facets, facts, hasPhoneDetail: items.some(({ name }) => name === phoneDetail), ...this.recordContext };
  }

  get rows(): readonly Row[] {
    const { model } = this;
    if (model === undefined) return [];
    const itemsOf = new Map(model.regions.map((region) => [region.name, region.items]));
    return arrangementOf(model.template, [...itemsOf.keys()]).map((row, index) => ({
      key: String(index),
      regions: row.map(({ name, size }) => ({
        key: name,
        className: `size-${size}`,
        items: itemsOf.get(name) ?? [],
      })),
    }));
  }
}
