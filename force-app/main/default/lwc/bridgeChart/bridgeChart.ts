import { api } from 'lwc';
import { ChartFrame } from 'c/chartFrame';
import { labels } from 'c/labels';
import { waterfallGeometry, type Step, type Waterfall } from './waterfallGeometry';

/** The drawing of a bridge. It says nothing that its table does not say, so readers of the page pass over it. */
export default class BridgeChart extends ChartFrame {
  @api steps: readonly Step[] = [];

  labels = labels;

  get chart(): Waterfall & { readonly viewBox: string } {
    const chart = waterfallGeometry(this.steps, this.width);
    return { ...chart, viewBox: `0 0 ${chart.width} ${chart.height}` };
  }
}
