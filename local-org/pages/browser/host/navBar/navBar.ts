import { LightningElement, api } from 'lwc';
import AppLauncher from 'host/appLauncher';
import type { NavigationItem } from '../../../facts.ts';
import { ref } from '../../data/dom.ts';
import { goTo, type PageReference } from '../../data/router.ts';
import { word } from 'host/words';

interface Tab extends NavigationItem {
  readonly isOpen: boolean;
  readonly className: string;
  readonly current: 'page' | null;
}

const noPage: PageReference = { type: '', attributes: {}, state: {} };

/** Room that the menu with the other tabs takes. */
const moreWidth = 110;

/** The app's tabs, as many as there is room for, the others in a menu; and the way to other apps. */
export default class NavBar extends LightningElement {
  @api page: PageReference | undefined;

  appLabel = globalThis.__sf.app.label;
  launcherLabel = word('appLauncher');
  navigationLabel = word('navigation');
  moreLabel = word('more');
  private room = globalThis.__sf.app.items.length;
  private widths: readonly number[] = [];
  private readonly resized = new ResizeObserver(() => {
    this.fit();
  });

  override renderedCallback(): void {
    const bar = ref(this, 'bar');
    const tabs = ref(this, 'tabs');
    if (bar === undefined || tabs === undefined || this.widths.length > 0) return;
    this.widths = [...tabs.querySelectorAll('li')].map((item) => item.offsetWidth);
    this.resized.observe(bar);
  }

  override disconnectedCallback(): void {
    this.resized.disconnect();
  }

  /** Tabs from the left as long as they fit. */
  private fit(): void {
    const tabs = ref(this, 'tabs');
    const available = tabs?.parentElement?.clientWidth ?? 0;
    const whole = this.widths.reduce((sum, width) => sum + width, 0);
    let left = whole <= available ? available : available - moreWidth;
    const firstThatDoesNot = this.widths.findIndex((width) => {
      left -= width;
      return left < 0;
    });
    this.room = firstThatDoesNot === -1 ? this.widths.length : firstThatDoesNot;
  }

  private isOpen({ kind, name, objectApiName }: NavigationItem): boolean {
    const { type, attributes } = this.page ?? noPage;
    if (kind === 'home') return type === 'standard__namedPage' && attributes['pageName'] === 'home';
    if (kind === 'object') return attributes['objectApiName'] === objectApiName;
    return type === 'standard__navItemPage' && attributes['apiName'] === name;
  }

  private get items(): readonly Tab[] {
    return globalThis.__sf.app.items.map((item, index) => {
      const isOpen = this.isOpen(item);
      const isHidden = index >= this.room;
      return {
        ...item,
        isOpen,
        className: `item${isOpen ? ' open' : ''}${isHidden ? ' hidden' : ''}`,
        current: isOpen ? 'page' : null,
      };
    });
  }

  get tabs(): readonly Tab[] {
    return this.items;
  }

  get others(): readonly Tab[] {
    return this.items.slice(this.room);
  }

  get hasMore(): boolean {
    return this.others.length > 0;
  }

  open(event: CustomEvent<{ readonly value: string }>): void {
    goTo(event.detail.value);
  }

  launch(): void {
    AppLauncher.open({ label: this.launcherLabel, size: 'medium' }).catch(reportError);
  }
}
