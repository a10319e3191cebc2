import LightningModal from 'lightning/modal';
import type { AppSummary, NavigationItem } from '../../../facts.ts';
import { word } from 'host/words';

interface AppTile extends AppSummary {
  readonly url: string;
  readonly initial: string;
  readonly current: 'true' | null;
}

/** Every app and every tab of the open app, to find by name. */
export default class AppLauncher extends LightningModal {
  searchLabel = word('searchApps');
  appsLabel = word('apps');
  itemsLabel = word('allItems');
  private term = '';

  private matches(...texts: readonly string[]): boolean {
    return texts.some((text) => text.toLowerCase().includes(this.term));
  }

  get apps(): readonly AppTile[] {
    const open = globalThis.__sf.app.name;
    return globalThis.__sf.apps
      .filter(({ label, description }) => this.matches(label, description))
      .map((app) => ({
        ...app,
        url: `/lightning/app/${app.name.includes('__') ? '' : 'c__'}${app.name}`,
        initial: [...app.label][0] ?? '',
        current: app.name === open ? 'true' : null,
      }));
  }

  get items(): readonly NavigationItem[] {
    return globalThis.__sf.app.items.filter(({ label }) => this.matches(label));
  }

  get hasApps(): boolean {
    return this.apps.length > 0;
  }

  get hasItems(): boolean {
    return this.items.length > 0;
  }

  search(event: CustomEvent<{ readonly value: string }>): void {
    this.term = event.detail.value.trim().toLowerCase();
  }

  leave(): void {
    this.close();
  }
}
