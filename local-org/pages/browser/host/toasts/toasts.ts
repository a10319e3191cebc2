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
  /** An error interrupts whoever listens, the rest waits its turn. */
  readonly role: 'alert' | 'status';
  readonly canClose: boolean;
}

/** The platform's toasts stay for three seconds (unverified: Component Library, Toast); long texts stay longer here. */
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
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
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
      className: `slds-notify slds-notify_toast slds-theme_${variant} toast`,
      variantLabel: word(variant),
      role: variant === 'error' ? 'alert' : 'status',
      canClose: mode !== 'pester',
    };
    this.toasts = [...this.toasts, shown];
    if (mode !== 'sticky') this.expire(key);
  }

  private expire(key: number): void {
    const timer = setTimeout(() => {
      this.remove(key);
    }, visibleMs);
    this.timers.set(key, timer);
  }

  /** Nothing vanishes while somebody reads it. */
  hold(event: Event): void {
    clearTimeout(this.timers.get(this.keyOf(event)));
  }

  release(event: Event): void {
    const key = this.keyOf(event);
    if (this.timers.has(key)) this.expire(key);
  }

  private keyOf(event: Event): number {
    return Number((event.currentTarget as HTMLElement).dataset['key']);
  }

  close(event: Event): void {
    this.remove(this.keyOf(event));
  }

  private remove(key: number): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.toasts = this.toasts.filter((toast) => toast.key !== key);
  }
}
