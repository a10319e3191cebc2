/** Running an action of a record page. */
import { createElement } from 'lwc';
import { components } from 'host/components';
import ComponentModal from 'host/componentModal';
import RecordModal from 'host/recordModal';
import { removeRecord } from 'host/removal';
import type { ActionModel } from '../../../model.ts';
import type { ObjectFacts } from '../../data/facts.ts';
import { addressOf, newRecordAddress, recordAddress } from '../../data/references.ts';
import { goTo } from '../../data/router.ts';
import { wishes } from '../../data/sections.ts';
import { tellRefused } from '../../data/tell.ts';
import type { Constructor } from '../componentPlace/componentPlace.ts';

/** What `createElement` wants to be told of a constructor. */
type LightningConstructor = Parameters<typeof createElement>[1]['is'];

export interface ActionTarget {
  readonly object: ObjectFacts;
  readonly recordId: string;
  readonly recordName: string;
  /** Where a component without a screen lives. */
  readonly holder: Element | undefined;
}

async function componentOf({ name, label, value = '' }: ActionModel): Promise<Constructor | undefined> {
  const loader = components[value];
  if (loader === undefined) {
    tellRefused('actionRefused', label === '' ? name : label);
    return undefined;
  }
  return (await loader()).default;
}

/** A component without a screen is made once, and its `invoke` called each time. */
async function runHeadless(action: ActionModel, { recordId, object, holder }: ActionTarget): Promise<void> {
  const type = await componentOf(action);
  if (type === undefined || holder === undefined) return;
  const made = createElement('host-headless-action', { is: type as LightningConstructor });
  const element = made as HTMLElement & { recordId?: string; objectApiName?: string; invoke?: () => unknown };
  element.recordId = recordId;
  element.objectApiName = object.apiName;
  holder.replaceChildren(element);
  await element.invoke?.();
}

async function runScreen(action: ActionModel, { recordId, object }: ActionTarget): Promise<void> {
  const type = await componentOf(action);
  if (type === undefined) return;
  const properties = { recordId, objectApiName: object.apiName };
  await ComponentModal.open({ label: action.label, size: 'medium', type, properties });
}

async function runForm(
  { kind, label, fields, target }: ActionModel,
  { recordId, object }: ActionTarget,
): Promise<void> {
  const isNew = kind === 'create';
  const objectApiName = target?.objectApiName ?? object.apiName;
  const defaults = target?.parentField === undefined ? {} : { [target.parentField]: recordId };
  if (isNew && fields === undefined) {
    goTo(newRecordAddress(objectApiName, defaults));
    return;
  }
  await RecordModal.open({
    size: 'medium',
    label,
    actionTitle: label,
    objectApiName,
    recordId: isNew ? undefined : recordId,
    defaults,
    fields: wishes(fields ?? []),
  });
}

export async function runAction(action: ActionModel, target: ActionTarget): Promise<void> {
  const { object, recordId, recordName } = target;
  switch (action.kind) {
    case 'edit':
    case 'clone':
      goTo(recordAddress(object.apiName, recordId, action.kind));
      return;
    case 'delete': {
      const doomed = { objectApiName: object.apiName, objectLabel: object.label, id: recordId, name: recordName };
      if (!(await removeRecord(doomed))) return;
      const attributes = { objectApiName: object.apiName, actionName: 'home' };
      goTo(addressOf({ type: 'standard__objectPage', attributes }) ?? '', true);
      return;
    }
    case 'create':
    case 'update':
      return runForm(action, target);
    case 'screen':
      return runScreen(action, target);
    case 'headless':
      return runHeadless(action, target);
    case 'link':
      goTo(action.value ?? '');
      return;
    case 'refused':
      tellRefused('actionRefused', action.label);
  }
}
