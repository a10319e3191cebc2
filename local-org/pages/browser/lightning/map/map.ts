import { LightningElement, api } from 'lwc';

/** Maps come from a service on the internet: the component takes its attributes and says so in its place. */
export default class Map extends LightningElement {
  @api center: unknown;
  @api listView: string | undefined;
  @api mapMarkers: unknown;
  @api markersTitle = '';
  @api options: unknown;
  @api selectedMarkerValue: string | undefined;
  @api showFooter = false;
  @api zoomLevel: number | undefined;
}
