/** `pull:` of todoku.yml: what people enter in Salesforce and the warehouse gets back. */
import { z } from 'zod';
import { pulledTypes } from '../model/model.ts';

const path = z
  .string()
  .regex(
    /^[A-Za-z]\w*(\.[A-Za-z]\w*){0,5}$/,
    'a field is written Amount__c, or Parent__r.Amount__c for one of a parent, five relationships up at most',
  );

const pull = z.strictObject({
  object: z.string().regex(/^[A-Za-z]\w*$/, 'an API name, such as Target__c'),
  table: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, 'a name is lower case letters, digits and _')
    .describe('pulled.<table> of the warehouse'),
  key: path.optional().describe('Field that names each record once; a reading in which it does not is refused'),
  fields: z
    .union([
      z.array(path).min(1, 'name at least one field'),
      z.record(path, z.enum(pulledTypes)).refine((fields) => Object.keys(fields).length > 0, 'name at least one field'),
    ])
    .describe(
      'Fields, with their types where models shall be checked before the first pull. The column is the path in lower case, without __c and __r',
    ),
  where: z.string().trim().min(1).optional().describe('Condition in SOQL; default: every record'),
  bulkAbove: z.number().int().min(0).optional().describe('Records above which Bulk API 2.0 is asked; default 20000'),
});

export const pullSchema = z.array(pull);

/** `pull` of a schedule: before its syncs, these tables are read anew. */
export const pullOfSchedule = z
  .union([z.literal(true), z.array(z.string()).min(1)])
  .describe('Tables of pull: that are read anew before the syncs; true: all of them');
