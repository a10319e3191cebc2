import { LightningElement, api } from 'lwc';

/** Files are no part of this org: the component takes its attributes and says so in its place. */
export default class FileUpload extends LightningElement {
  @api accept: readonly string[] | undefined;
  @api disabled = false;
  @api fileFieldName: string | undefined;
  @api fileFieldValue: string | undefined;
  @api label = '';
  @api multiple = false;
  @api name = '';
  @api recordId: string | undefined;
  @api required = false;
}
