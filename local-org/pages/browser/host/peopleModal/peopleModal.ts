import LightningModal from 'lightning/modal';
import type { Person } from '../../../facts.ts';
import { request } from '../../data/fetch.ts';
import { word } from 'host/words';

interface ShownPerson extends Person {
  readonly initial: string;
  readonly what: string;
  readonly isSelf: boolean;
}

/** The people of the org with what they are here; choosing one signs in as that person and comes back to this page. */
export default class PeopleModal extends LightningModal {
  help = word('switchUserHelp');
  searchLabel = word('searchPeople');
  returnUrl = window.location.pathname + window.location.search;
  private people: readonly Person[] | undefined;
  private term = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.load().catch(reportError);
  }

  private async load(): Promise<void> {
    this.people = ((await request('/host/people')) as { readonly people: readonly Person[] }).people; // our own server
  }

  get isLoaded(): boolean {
    return this.people !== undefined;
  }

  get shown(): readonly ShownPerson[] {
    const matches = ({ name, username, title }: Person): boolean =>
      [name, username, title].some((text) => text.toLowerCase().includes(this.term));
    return (this.people ?? []).filter(matches).map((person) => {
      const isSelf = person.id === globalThis.__sf.user.id;
      const what = [isSelf ? word('signedIn') : '', person.title, person.username].filter((text) => text !== '');
      return { ...person, isSelf, initial: [...person.name][0] ?? '', what: what.join(' · ') };
    });
  }

  get isEmpty(): boolean {
    return this.shown.length === 0;
  }

  get emptyText(): string {
    return word('noPeople', this.term);
  }

  search(event: CustomEvent<{ readonly value: string }>): void {
    this.term = event.detail.value.trim().toLowerCase();
  }
}
