import { LightningElement } from 'lwc';
import { word } from 'host/words';

/** The tabs of the app, to go to from its home page. */
export default class Shortcuts extends LightningElement {
  heading = word('shortcuts');
  items = globalThis.__sf.app.items.filter(({ kind }) => kind !== 'home');
}
