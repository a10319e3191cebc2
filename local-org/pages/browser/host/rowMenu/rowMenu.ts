import { LightningElement, api } from 'lwc';
import { find, findAll, ref } from '../../data/dom.ts';

interface MenuAction {
  readonly name: string;
  readonly label: string;
}

const gap = 4;

/**
 * What may be done with a row. It opens above everything, so that no table cuts it off; it closes when the page moves
 * below it. Tells `act` with the name of an action.
 */
export default class RowMenu extends LightningElement {
  @api label = '';
  @api actions: readonly MenuAction[] = [];

  isOpen = false;
  private isFocusWanted = false;

  get expanded(): 'true' | 'false' {
    return this.isOpen ? 'true' : 'false';
  }

  private readonly close = (): void => {
    this.isOpen = false;
  };

  override renderedCallback(): void {
    const menu = ref(this, 'menu');
    if (menu === undefined || !this.isFocusWanted) return;
    this.isFocusWanted = false;
    menu.popover = 'manual';
    menu.showPopover();
    this.place(menu);
    find<HTMLElement>(this, '.item')?.focus();
  }

  override connectedCallback(): void {
    window.addEventListener('scroll', this.close, { capture: true, passive: true });
    window.addEventListener('resize', this.close);
  }

  override disconnectedCallback(): void {
    window.removeEventListener('scroll', this.close, { capture: true });
    window.removeEventListener('resize', this.close);
  }

  /** Below the button and in line with its end; above it where there is no room below. */
  private place(menu: HTMLElement): void {
    const button = ref(this, 'button')?.getBoundingClientRect();
    if (button === undefined) return;
    const below = button.bottom + gap;
    const isBelow = below + menu.offsetHeight <= window.innerHeight;
    menu.style.top = `${isBelow ? below : Math.max(gap, button.top - gap - menu.offsetHeight)}px`;
    menu.style.left = `${Math.max(gap, button.right - menu.offsetWidth)}px`;
  }

  toggle(): void {
    this.isOpen = !this.isOpen;
    this.isFocusWanted = this.isOpen;
  }

  handleKey(event: KeyboardEvent): void {
    if (!this.isOpen) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.leave();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const items = findAll<HTMLElement>(this, '.item');
    const at = items.findIndex((item) => item === event.target);
    items[(at + step + items.length) % items.length]?.focus();
  }

  handleFocusOut(event: FocusEvent): void {
    const next = event.relatedTarget;
    const isInside = next instanceof Node && find(this, '.place')?.contains(next) === true;
    if (!isInside) this.isOpen = false;
  }

  act(event: Event): void {
    const { name } = (event.currentTarget as HTMLElement).dataset;
    this.leave();
    this.dispatchEvent(new CustomEvent('act', { detail: name }));
  }

  private leave(): void {
    this.isOpen = false;
    ref(this, 'button')?.focus();
  }
}
