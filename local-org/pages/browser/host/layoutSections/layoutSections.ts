import { LightningElement, api } from 'lwc';
import { findAll } from '../../data/dom.ts';
import type { Place, Section } from '../../data/sections.ts';
import { word } from 'host/words';

interface ShownPlace extends Place {
  readonly isRead: boolean;
  readonly pencilLabel: string;
}

interface ShownSection {
  readonly key: string;
  readonly heading: string;
  readonly places: readonly ShownPlace[];
  readonly className: string;
  readonly expanded: 'true' | 'false';
  readonly icon: string;
  readonly toggleLabel: string;
}

interface Focusable extends HTMLElement {
  focus(): void;
}

/** Sections of a layout, to read or with inputs; a pencil asks to edit by `editrequest` with the field's name. */
export default class LayoutSections extends LightningElement {
  @api sections: readonly Section[] = [];

  private closed: ReadonlySet<string> = new Set();

  get shownSections(): readonly ShownSection[] {
    return this.sections.map(({ key, heading, places }) => {
      const isClosed = this.closed.has(key);
      return {
        key,
        heading,
        places: places.map((place) => ({
          ...place,
          isRead: place.inputs.length === 0 && place.label !== '',
          pencilLabel: word('editField', place.label),
        })),
        className: `slds-section slds-is-open section${isClosed ? ' closed' : ''}`,
        expanded: isClosed ? 'false' : 'true',
        icon: isClosed ? 'utility:chevronright' : 'utility:chevrondown',
        toggleLabel: word('sectionToggle', heading),
      };
    });
  }

  toggle(event: Event): void {
    const key = (event.currentTarget as HTMLElement).dataset['key'] ?? '';
    const closed = new Set(this.closed);
    if (!closed.delete(key)) closed.add(key);
    this.closed = closed;
  }

  edit(event: Event): void {
    const field = (event.currentTarget as HTMLElement).dataset['field'];
    if (field !== undefined) this.dispatchEvent(new CustomEvent('editrequest', { detail: field }));
  }

  /** Puts the cursor into the input of a field; into the first one when none is named. */
  @api focusField(name: string | undefined): void {
    const inputs = findAll<Focusable>(this, '[data-input]');
    const wanted = inputs.find((input) => input.dataset['input'] === name) ?? inputs[0];
    wanted?.focus();
  }
}
