import { LightningElement } from 'lwc';
import PeopleModal from 'host/peopleModal';
import { find, ref } from '../../data/dom.ts';
import { request } from '../../data/fetch.ts';
import { mayLeave } from '../../data/leaving.ts';
import { word } from 'host/words';

interface Choice {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

/** Who is looking, and how the org looks to them: language, design, light or dark, or somebody else. */
export default class UserMenu extends LightningElement {
  isOpen = false;
  name = globalThis.__sf.user.name;
  username = globalThis.__sf.user.username;
  personTitle = globalThis.__sf.user.title;
  initial = Array.from(globalThis.__sf.user.name)[0] ?? '';
  menuLabel = word('userMenu', globalThis.__sf.user.name);
  switchUserLabel = word('switchUser');
  logOutLabel = word('logOut');
  modeNote = globalThis.__sf.theme === 'slds1' ? word('modeHelp') : '';
  private isFocusWanted = false;

  choices: readonly Choice[] = [
    {
      name: 'language',
      label: word('language'),
      value: globalThis.__sf.user.language,
      options: [
        { label: 'English', value: 'en_US' },
        { label: '日本語', value: 'ja' },
      ],
    },
    {
      name: 'theme',
      label: word('theme'),
      value: globalThis.__sf.theme,
      options: [
        { label: 'SLDS 1', value: 'slds1' },
        { label: 'SLDS 2', value: 'slds2' },
      ],
    },
    {
      name: 'mode',
      label: word('mode'),
      value: globalThis.__sf.mode,
      options: [
        { label: word('modeLight'), value: 'light' },
        { label: word('modeDark'), value: 'dark' },
      ],
    },
  ];

  get expanded(): 'true' | 'false' {
    return this.isOpen ? 'true' : 'false';
  }

  override renderedCallback(): void {
    if (!this.isFocusWanted) return;
    this.isFocusWanted = false;
    ref(this, 'panel')?.focus();
  }

  toggle(): void {
    this.isOpen = !this.isOpen;
    this.isFocusWanted = this.isOpen;
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.isOpen) return;
    this.isOpen = false;
    ref(this, 'button')?.focus();
  }

  /** Leaving with the keyboard or the pointer closes it; a press inside that takes no focus does not. */
  handleFocusOut(event: FocusEvent): void {
    const next = event.relatedTarget;
    const isInside = next instanceof Node && find(this, '.menu')?.contains(next) === true;
    if (next !== null && !isInside) this.isOpen = false;
  }

  private readonly closeOutside = (event: Event): void => {
    if (!event.composedPath().some((one) => one === find(this, '.menu'))) this.isOpen = false;
  };

  override connectedCallback(): void {
    document.addEventListener('mousedown', this.closeOutside);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('mousedown', this.closeOutside);
  }

  change(event: CustomEvent<{ readonly value: string }>): void {
    const { name } = event.target as HTMLElement & { readonly name: string };
    this.apply({ [name]: event.detail.value }).catch(reportError);
  }

  /** Texts and styles come with the page, so it is loaded again. */
  private async apply(preference: Readonly<Record<string, string>>): Promise<void> {
    await request('/host/preferences', { method: 'POST', body: preference });
    window.location.reload();
  }

  switchUser(): void {
    this.isOpen = false;
    mayLeave()
      .then((agreed) => (agreed ? PeopleModal.open({ label: this.switchUserLabel, size: 'medium' }) : undefined))
      .catch(reportError);
  }
}
