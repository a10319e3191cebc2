/** What fields and objects are called on a page, in the viewer's language. */
import { fieldLabel, objectLabel, translation, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import type { Viewer } from './viewer.ts';

export const pluralLabel = (viewer: Viewer, object: ObjectSchema): string =>
  translation(viewer.schema, viewer.user.language, object)?.labelPlural ?? object.labelPlural;

export const singleLabel = (viewer: Viewer, object: ObjectSchema): string =>
  objectLabel(viewer.schema, viewer.user.language, object);

/** The field's own label, as object info gives it. */
export const labelOf = (viewer: Viewer, object: ObjectSchema, one: FieldSchema): string =>
  fieldLabel(viewer.schema, viewer.user.language, object, one);

/** Labels of standard references end in "ID", which no page shows; the owner of a standard object is "Account Owner". */
export function shownLabel(viewer: Viewer, object: ObjectSchema, one: FieldSchema): string {
  const label = labelOf(viewer, object, one);
  if (one.reference === undefined || one.custom) return label;
  const short = label.replace(/ ?ID$/, '');
  return one.name === 'OwnerId' && !object.custom ? `${singleLabel(viewer, object)} ${short}` : short;
}
