import { LightningElement, api } from 'lwc';
import type { ActionModel } from '../../../model.ts';
import { ref } from '../../data/dom.ts';
import type { ObjectFacts } from '../../data/facts.ts';
import { runAction } from './run.ts';
import { word } from 'host/words';

const phoneButtons = 1;

/** What may be done with a record: the first actions as buttons, the rest in a menu. */
export default class ActionBar extends LightningElement {
  @api actions: readonly ActionModel[] = [];
  @api object: ObjectFacts | undefined;
  @api recordId = '';
  @api recordName = '';
  /** How many are buttons on a large screen. */
  @api visible = 3;

  moreLabel = word('showMoreActions');

  private get shown(): number {
    return globalThis.__sf.formFactor === 'Small' ? phoneButtons : this.visible;
  }

  get buttons(): readonly ActionModel[] {
    return this.actions.slice(0, this.shown);
  }

  get others(): readonly ActionModel[] {
    return this.actions.slice(this.shown);
  }

  get hasMore(): boolean {
    return this.others.length > 0;
  }

  press(event: Event): void {
    this.run((event.currentTarget as HTMLElement).dataset['name']);
  }

  choose(event: CustomEvent<{ readonly value: string }>): void {
    this.run(event.detail.value);
  }

  private run(name: string | undefined): void {
    const action = this.actions.find((one) => one.name === name);
    const { object, recordId, recordName } = this;
    if (action === undefined || object === undefined) return;
    runAction(action, { object, recordId, recordName, holder: ref(this, 'headless') }).catch(reportError);
  }
}
