import { LightningElement, api } from 'lwc';
import { find } from '../../data/dom.ts';
import { nameFieldOf, readObject, type ObjectFacts, type ReferenceInfo } from '../../data/facts.ts';
import type { Chosen } from '../../data/form/field-state.ts';
import type { FoundGroup } from '../../data/names.ts';
import { pickById, pickByName, type Filter, type PickerQuery } from './query.ts';

interface Lookup extends HTMLElement {
  setCustomValidity(message: string): void;
  reportValidity(): boolean;
}

interface DisplayInfo {
  readonly primaryField?: string;
  readonly additionalFields?: readonly string[];
}

interface MatchingField {
  readonly fieldPath: string;
}

interface MatchingInfo {
  readonly primaryField?: MatchingField;
  readonly additionalFields?: readonly MatchingField[];
}

const most = 10;

/** Finds and holds one record of an object (Component Library, Record Picker); tells `change` with its id. */
export default class RecordPicker extends LightningElement {
  @api label = '';
  @api variant: string | undefined;
  @api placeholder: string | undefined;
  @api required = false;
  @api disabled = false;
  @api fieldLevelHelp: string | null = null;
  @api filter: Filter | undefined;
  @api displayInfo: DisplayInfo | undefined;
  @api matchingInfo: MatchingInfo | undefined;
  @api messageWhenValueMissing: string | undefined;

  chosen: Chosen | undefined;
  targets: readonly ReferenceInfo[] = [];
  private object: ObjectFacts | undefined;
  private name = '';
  private chosenId: string | undefined;

  @api get objectApiName(): string {
    return this.name;
  }

  set objectApiName(value: string | undefined) {
    this.name = value ?? '';
    this.targets = this.name === '' ? [] : [{ apiName: this.name, nameFields: [] }];
    if (this.name !== '') this.open().catch(reportError);
  }

  @api get value(): string | undefined {
    return this.chosenId;
  }

  set value(value: string | undefined) {
    this.chosenId = value;
    this.showChosen().catch(reportError);
  }

  private async open(): Promise<void> {
    this.object = await readObject(this.name);
    await this.showChosen();
    this.dispatchEvent(new CustomEvent('ready'));
  }

  private get query(): PickerQuery {
    const { displayInfo, matchingInfo, filter, object } = this;
    const nameField = displayInfo?.primaryField ?? nameFieldOf(object?.nameFields ?? []);
    const matching = [matchingInfo?.primaryField, ...(matchingInfo?.additionalFields ?? [])];
    return {
      objectApiName: this.name,
      // A person's name is searched and shown whole.
      nameField:
        object !== undefined && 'Name' in object.fields && displayInfo?.primaryField === undefined ? 'Name' : nameField,
      matching: matching.flatMap((one) => one?.fieldPath ?? []),
      detailField: displayInfo?.additionalFields?.[0],
      filter,
    };
  }

  private async showChosen(): Promise<void> {
    const { chosenId: id, object } = this;
    if (id === undefined || id === '') this.chosen = undefined;
    else if (object !== undefined && this.chosen?.id !== id) this.chosen = await pickById(this.query, id);
  }

  search = async (term: string): Promise<readonly FoundGroup[]> => {
    const { records, error } = await pickByName(this.query, term, most);
    if (error !== undefined) this.dispatchEvent(new CustomEvent('error', { detail: { error: { message: error } } }));
    const { label = '', labelPlural = '' } = this.object ?? {};
    return [{ objectApiName: this.name, label, labelPlural, records, hasMore: false }];
  };

  private get lookup(): Lookup | null {
    return find<Lookup>(this, '.lookup');
  }

  @api setCustomValidity(message: string): void {
    this.lookup?.setCustomValidity(message);
  }

  @api reportValidity(): boolean {
    return this.lookup?.reportValidity() ?? true;
  }

  @api checkValidity(): boolean {
    return !this.required || this.chosen !== undefined;
  }

  @api focus(): void {
    this.lookup?.focus();
  }

  @api clearSelection(): void {
    this.chosenId = undefined;
    this.chosen = undefined;
  }

  handleChoose(event: CustomEvent<Chosen | undefined>): void {
    event.stopPropagation();
    this.chosen = event.detail ?? undefined;
    this.chosenId = this.chosen?.id;
    this.dispatchEvent(new CustomEvent('change', { detail: { recordId: this.chosenId ?? null } }));
  }
}
