/** Which values of restricted picklists the record types of an object offer: Salesforce refuses the others of a row's own. */
import type { MappedSync, RecordTypeChoices } from '../model/model.ts';
import type { Org } from '../org/org.ts';

/**
 * Asks only where rows name their record type and a restricted picklist is mapped, a call a record type. Without a
 * mapped `RecordTypeId` nobody knows which one a record that is there already has: Salesforce has the last word then.
 */
export async function withChoices(mapped: MappedSync, org: Org): Promise<MappedSync> {
  const recordType = mapped.fields.find(({ name, parent }) => parent === undefined && /^RecordTypeId$/i.test(name));
  const restricted = mapped.fields.filter(({ parent, shape }) => parent === undefined && shape.allowed !== undefined);
  if (recordType === undefined || restricted.length === 0) return mapped;
  const offers = await Promise.all(
    mapped.object.recordTypes.map(
      async (type) => [type.slice(0, 15), await org.offered(mapped.object.name, type)] as const,
    ),
  );
  const choices = restricted.map((field): RecordTypeChoices => {
    const offered = offers.flatMap(([type, values]) => {
      const own = values?.get(field.name.toLowerCase());
      return own === undefined ? [] : [[type, own] as const];
    });
    return { field, recordType, offered: new Map(offered) };
  });
  return { ...mapped, choices: choices.filter(({ offered }) => offered.size > 0) };
}
