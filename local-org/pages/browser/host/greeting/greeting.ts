import { LightningElement } from 'lwc';
import { word } from 'host/words';

/** Who is signed in, and in which app. */
export default class Greeting extends LightningElement {
  appLabel = globalThis.__sf.app.label;
  text = word('greeting', globalThis.__sf.user.name);
}
