/** Who created a record and who changed it last, as far as somebody who migrates data may say so. */
import type { FieldSchema, ObjectSchema } from './types.ts';

const auditFields = new Set(['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate']);

/** Standard objects on which they may be set (Help 000176484, those that this org has). */
const auditedObjects = new Set([
  'Account',
  'CampaignMember',
  'Case',
  'Contact',
  'Event',
  'Lead',
  'Opportunity',
  'Task',
]);

/** SystemModstamp is none: nobody sets it. */
export const isAuditField = (field: FieldSchema): boolean => auditFields.has(field.name);

export const takesAuditFields = (object: ObjectSchema): boolean =>
  auditedObjects.has(object.name) || (object.custom && object.createable);
