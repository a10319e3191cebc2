import { LightningElement, api } from 'lwc';
import { emptyPage, type PageContext } from '../pageItem/page.ts';
import { panelsOf, type Panel } from '../tabset/facets.ts';

/** Sections of a flexipage of which one is open. */
export default class Accordion extends LightningElement {
  /** Name of the facet whose items are the sections. */
  @api accordionSections = '';
  /** The section that is open at first, by the name its properties give. */
  @api defaultSectionName: string | undefined;
  @api page: PageContext = emptyPage;

  get sections(): readonly Panel[] {
    return panelsOf(this.page, this.accordionSections, 'label');
  }

  get activeSection(): string | undefined {
    const open = this.sections.find(({ item }) => item.properties['name'] === this.defaultSectionName);
    return (open ?? this.sections[0])?.key;
  }
}
