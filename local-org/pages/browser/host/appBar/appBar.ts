import { LightningElement, api } from 'lwc';
import { request } from '../../data/fetch.ts';
import type { PageReference } from '../../data/router.ts';
import { word } from 'host/words';

interface Tab {
  readonly label: string;
  readonly url: string;
  readonly className: string;
  readonly current: 'page' | null;
}

/** The app's name and tabs, who is looking, and the switches that a local org offers for trying things out. */
export default class AppBar extends LightningElement {
  @api page: PageReference | undefined;

  appLabel = globalThis.__sf.app.label;
  userName = globalThis.__sf.user.name;
  localLabel = word('local');
  localHelp = word('localHelp');
  userMenuLabel = word('userMenu', globalThis.__sf.user.name);
  navigationLabel = word('navigation');
  themeHeading = word('theme');
  languageHeading = word('language');
  switchUserLabel = word('switchUser');

  languages = ['en_US', 'ja'].map((code) => ({
    code,
    label: code === 'ja' ? '日本語' : 'English',
    isChosen: globalThis.__sf.user.language === code,
  }));

  themes = ['slds1', 'slds2'].map((code) => ({
    code,
    label: code === 'slds1' ? 'SLDS 1' : 'SLDS 2',
    isChosen: globalThis.__sf.theme === code,
  }));

  get tabs(): readonly Tab[] {
    const { objectApiName } = this.page?.attributes ?? {};
    return globalThis.__sf.app.items.map((item) => {
      const isOpen = item.objectApiName === objectApiName && (objectApiName !== undefined || this.isHome);
      return {
        label: item.label,
        url: item.url,
        className: `slds-context-bar__item${isOpen ? ' slds-is-active' : ''}`,
        current: isOpen ? 'page' : null,
      };
    });
  }

  private get isHome(): boolean {
    return this.page?.type === 'standard__namedPage';
  }

  choose(event: CustomEvent<{ value: string }>): void {
    const [kind = '', value = ''] = event.detail.value.split(':');
    if (kind === 'switch') {
      window.location.assign(`/host/sign-in?retURL=${encodeURIComponent(window.location.pathname)}`);
      return;
    }
    this.change(kind, value).catch(reportError);
  }

  languageChoices = this.languages.map((one) => ({ ...one, value: `language:${one.code}` }));
  themeChoices = this.themes.map((one) => ({ ...one, value: `theme:${one.code}` }));

  private async change(kind: string, value: string): Promise<void> {
    await request('/host/preferences', { method: 'POST', body: { [kind]: value } });
    window.location.reload();
  }
}
