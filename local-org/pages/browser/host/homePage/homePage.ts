import { LightningElement } from 'lwc';
import { word } from 'host/words';

/** Where the app begins: who is signed in, and the app's tabs. */
export default class HomePage extends LightningElement {
  appLabel = globalThis.__sf.app.label;
  greeting = word('greeting', globalThis.__sf.user.name);
  items = globalThis.__sf.app.items.filter(({ objectApiName }) => objectApiName !== undefined);

  override connectedCallback(): void {
    document.title = globalThis.__sf.app.label;
  }
}
