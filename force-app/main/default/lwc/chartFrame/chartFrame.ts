import { LightningElement } from 'lwc';

/** Before the first measurement, and where nothing can be measured. */
const ASSUMED_WIDTH = 640;

/** A chart that is drawn for the measured width of its element with class `frame`. */
export class ChartFrame extends LightningElement {
  width = ASSUMED_WIDTH;
  private observer: ResizeObserver | undefined;

  override renderedCallback(): void {
    const frame = this.template?.querySelector('.frame');
    if (this.observer !== undefined || !frame || typeof ResizeObserver === 'undefined') return;
    this.observer = new ResizeObserver(([entry]) => {
      const measured = Math.floor(entry?.contentRect.width ?? 0);
      if (measured > 0) this.width = measured;
    });
    this.observer.observe(frame);
  }

  override disconnectedCallback(): void {
    this.observer?.disconnect();
    this.observer = undefined;
  }
}
