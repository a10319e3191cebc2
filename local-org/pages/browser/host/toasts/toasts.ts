import { LightningElement } from 'lwc';
import { ShowToastEventName, type Toast, type ToastMessageLink } from 'lightning/platformShowToastEvent';
import { word } from 'host/words';

interface Part {
  readonly key: number;
  readonly text: string;
  readonly url: string | undefined;
}

interface Shown {
  readonly key: number;
  readonly title: string;
  readonly parts: readonly Part[];
  readonly icon: string;
  readonly className: string;
  readonly variantLabel: string;
  readonly canClose: boolean;
}

const visibleMs = 5000;

function partsOf({ message = '', messageData = [] }: Toast): readonly Part[] {
  return message.split(/\{(\d+)\}/).map((piece, key) => {
    const data: string | ToastMessageLink = key % 2 === 1 ? (messageData[Number(piece)] ?? '') : piece;
    if (typeof data === 'string') return { key, text: data, url: undefined };
    return { key, text: data.label, url: data.url };
  });
}

/** Shows what components announce by ShowToastEvent, in the way of Lightning Experience. */
export default class Toasts extends LightningElement {
  toasts: readonly Shown[] = [];
  closeLabel = word('close');
  private lastKey = 0;
  private readonly onToast = (event: Event): void => {
    this.show((event as CustomEvent<Toast>).detail); // only ShowToastEvent has this name
  };

  override connectedCallback(): void {
    window.addEventListener(ShowToastEventName, this.onToast);
  }

  override disconnectedCallback(): void {
    window.removeEventListener(ShowToastEventName, this.onToast);
  }

  private show(toast: Toast): void {
    const { title, variant = 'info', mode = 'dismissible' } = toast;
    const key = ++this.lastKey;
    const shown: Shown = {
      key,
      title,
      parts: partsOf(toast),
      icon: `utility:${variant}`,
      className: `slds-notify slds-notify_toast slds-theme_${variant}`,
      variantLabel: word(variant),
      canClose: mode !== 'pester',
    };
    this.toasts = [...this.toasts, shown];
    if (mode === 'sticky') return;
    setTimeout(() => {
      this.remove(key);
    }, visibleMs);
  }

  close(event: Event): void {
    this.remove(Number((event.currentTarget as HTMLElement).dataset['key']));
  }

  private remove(key: number): void {
    this.toasts = this.toasts.filter((toast) => toast.key !== key);
  }
}
