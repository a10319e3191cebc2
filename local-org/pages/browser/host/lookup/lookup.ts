import { LightningElement, api } from 'lwc';
import { find } from '../../data/dom.ts';
import { iconOf, readObject, type ObjectFacts, type ReferenceInfo } from '../../data/facts.ts';
import type { Chosen } from '../../data/form/field-state.ts';
import { findRecords, type FoundGroup } from '../../data/names.ts';
import { word } from 'host/words';

interface Combobox extends HTMLElement {
  inputText: string;
  setCustomValidity(message: string): void;
  reportValidity(): boolean;
}

interface Part {
  readonly text: string;
  readonly highlight: boolean;
}

interface Option {
  readonly type: 'option-card';
  readonly text: readonly Part[];
  readonly subText: string;
  readonly value: string;
  readonly iconName: string;
}

interface OptionGroup {
  readonly label: string;
  readonly items: readonly Option[];
}

interface TargetOption {
  readonly type: 'option-inline';
  readonly text: string;
  readonly value: string;
  readonly highlight: boolean;
}

const mostRecent = 5;
const mostFound = 10;

/** What was typed, told apart from the rest of a name. */
function partsOf(name: string, term: string): readonly Part[] {
  const at = term === '' ? -1 : name.toLowerCase().indexOf(term.toLowerCase());
  if (at < 0) return [{ text: name, highlight: false }];
  const end = at + term.length;
  const parts = [
    { text: name.slice(0, at), highlight: false },
    { text: name.slice(at, end), highlight: true },
    { text: name.slice(end), highlight: false },
  ];
  return parts.filter(({ text }) => text !== '');
}

/** Finds a record by typing its name, or among those opened lately; tells `choose`, with nothing when it is emptied. */
export default class Lookup extends LightningElement {
  @api label = '';
  @api variant: string | undefined;
  @api chosen: Chosen | undefined;
  @api required = false;
  @api disabled = false;
  @api help: string | null = null;
  /** Finds by name instead of the org's own search. */
  @api source: ((term: string) => Promise<readonly FoundGroup[]>) | undefined;
  /** Shown in the empty field. */
  @api hint: string | undefined;
  @api missingText: string | undefined = word('required');

  isSearching = false;
  /** Every target has answered, or is none of the person's. */
  isRead = false;
  filterLabel = word('pickObject');
  /** Objects to choose from; more than one for a polymorphic reference. */
  private wanted: readonly ReferenceInfo[] = [];
  private objects: ReadonlyMap<string, ObjectFacts> = new Map();
  private groups: readonly FoundGroup[] = [];
  private chosenTarget: string | undefined;
  /** As it stands in the field; nothing once a record is chosen. */
  typed = '';
  private term = '';
  private newest = 0;

  @api get targets(): readonly ReferenceInfo[] {
    return this.wanted;
  }

  set targets(targets: readonly ReferenceInfo[]) {
    if (JSON.stringify(targets) === JSON.stringify(this.wanted)) return;
    this.wanted = targets;
    this.readTargets().catch(reportError);
  }

  /** A target that the person may not see is no choice. */
  private async readTargets(): Promise<void> {
    const read = await Promise.allSettled(this.targets.map(({ apiName }) => readObject(apiName)));
    const found = read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    this.objects = new Map(found.map((object) => [object.apiName, object]));
    this.isRead = true;
  }

  private get combobox(): Combobox | null {
    return find<Combobox>(this, '.combobox');
  }

  @api setCustomValidity(message: string): void {
    this.combobox?.setCustomValidity(message);
  }

  @api reportValidity(): boolean {
    return this.combobox?.reportValidity() ?? true;
  }

  @api focus(): void {
    this.combobox?.focus();
  }

  private get target(): ObjectFacts | undefined {
    const prefix = this.chosen?.id.slice(0, 3);
    const ofChosen = [...this.objects.values()].find(({ keyPrefix }) => keyPrefix === prefix);
    const named = this.objects.get(this.chosenTarget ?? '') ?? this.objects.get('User');
    return (this.chosenTarget === undefined ? ofChosen : undefined) ?? named ?? [...this.objects.values()][0];
  }

  get value(): string {
    return this.chosen?.id ?? '';
  }

  get placeholder(): string {
    return this.hint ?? word('searchObject', this.target?.labelPlural ?? '');
  }

  /** No icon before its object is known: one that changes while it loads its library stays empty. */
  get pill(): Readonly<Record<string, string | undefined>> | undefined {
    const { chosen } = this;
    if (chosen === undefined) return undefined;
    const iconName = iconOf(this.target) ?? (this.isRead ? 'standard:default' : undefined);
    return { label: chosen.name === '' ? chosen.id : chosen.name, iconName };
  }

  get filterItems(): readonly TargetOption[] | undefined {
    if (this.objects.size < 2) return undefined;
    const open = this.target?.apiName;
    return [...this.objects.values()].map(({ apiName, label }) => ({
      type: 'option-inline',
      text: label,
      value: apiName,
      highlight: apiName === open,
    }));
  }

  get filterText(): string {
    return this.target?.label ?? '';
  }

  get items(): readonly OptionGroup[] {
    const icon = iconOf(this.target) ?? 'standard:default';
    return this.groups.map(({ label, labelPlural, records }) => ({
      label: this.headingOf(label, labelPlural, records.length),
      items: records.map(({ id, name, detail }) => ({
        type: 'option-card',
        text: partsOf(name, this.term),
        subText: detail,
        value: id,
        iconName: icon,
      })),
    }));
  }

  private headingOf(label: string, plural: string, found: number): string {
    if (this.term === '' && this.source === undefined) return word('recentOf', plural);
    return found === 0 ? word('lookupNothing', label, this.term) : plural;
  }

  handleOpen(): void {
    this.search(this.term).catch(reportError);
  }

  handleText(event: CustomEvent<{ readonly text: string }>): void {
    this.typed = event.detail.text;
    this.setCustomValidity('');
    this.search(this.typed.trim()).catch(reportError);
  }

  /** The answer to what was typed last counts, in whatever order answers come. */
  private async search(term: string): Promise<void> {
    const mine = ++this.newest;
    this.term = term;
    this.isSearching = true;
    const object = this.target?.apiName ?? this.targets[0]?.apiName ?? '';
    try {
      const groups = await (this.source?.(term) ?? findRecords([object], term, term === '' ? mostRecent : mostFound));
      if (mine === this.newest) this.groups = groups;
    } finally {
      if (mine === this.newest) this.isSearching = false;
    }
  }

  /** What is typed and not chosen would be lost in silence. */
  handleBlur(): void {
    const isLeft = this.typed.trim() !== '' && this.chosen === undefined;
    this.setCustomValidity(isLeft ? word('lookupUnchosen') : '');
    if (isLeft) this.reportValidity();
  }

  handleSelect(event: CustomEvent<{ readonly value: string }>): void {
    const { value } = event.detail;
    const found = this.groups.flatMap(({ records }) => records).find(({ id }) => id === value);
    if (found === undefined) return;
    this.typed = '';
    this.setCustomValidity('');
    this.tell({ id: found.id, name: found.name });
  }

  handleTarget(event: CustomEvent<{ readonly value: string }>): void {
    this.chosenTarget = event.detail.value;
    this.forget();
    if (this.chosen !== undefined) this.tell(undefined);
  }

  handleRemove(): void {
    this.forget();
    this.tell(undefined);
  }

  private forget(): void {
    this.groups = [];
    this.term = '';
    this.typed = '';
  }

  private tell(detail: Chosen | undefined): void {
    this.chosen = detail;
    this.dispatchEvent(new CustomEvent('choose', { detail }));
  }
}
