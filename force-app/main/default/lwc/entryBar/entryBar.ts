import { LightningElement, api } from 'lwc';

/**
 * On a phone what is entered lies far below what it is about: while its content is out of sight a bar leads to it. Sends
 * `opened`, which can be prevented by who opens it otherwise.
 */
export default class EntryBar extends LightningElement {
  @api label = '';
  /** There is something to enter for the one who looks. */
  @api isNeeded = false;

  isInSight = true;
  private sight: IntersectionObserver | undefined;

  override disconnectedCallback(): void {
    this.sight?.disconnect();
    this.sight = undefined;
  }

  override renderedCallback(): void {
    const { content } = this;
    if (this.sight !== undefined || content == null || typeof IntersectionObserver === 'undefined') return;
    this.sight = new IntersectionObserver((seen) => {
      this.isInSight = seen.at(-1)?.isIntersecting === true;
    });
    this.sight.observe(content);
  }

  private get content(): HTMLElement | null | undefined {
    return this.template?.querySelector<HTMLElement>('.content');
  }

  get isShown(): boolean {
    return this.isNeeded && !this.isInSight;
  }

  handleOpen(): void {
    if (!this.dispatchEvent(new CustomEvent('opened', { cancelable: true }))) return;
    const { content } = this;
    content?.scrollIntoView();
    content?.focus({ preventScroll: true });
  }
}
