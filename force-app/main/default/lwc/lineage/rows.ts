import type { Amount } from 'c/gapMath';
import { amountOf, idOf, listOf, parentOf, textOf, type Node } from 'c/graphqlNode';

/** A record behind a figure. */
export interface SourceRow {
  readonly id: string;
  readonly objectApiName: string;
  /** Where a click leads: the project or opportunity of an amount, else the record itself. */
  readonly link: { readonly recordId: string; readonly objectApiName: string };
  readonly name: string;
  readonly project: string | null;
  readonly account: string | null;
  readonly menu: string | null;
  readonly amount: Amount;
  /** External key: the row of the warehouse. Null: nobody knows. */
  readonly key: string | null;
  /** Id of the load that wrote it. */
  readonly loadId: string | null;
  /** For what people enter: who wrote it last and when. */
  readonly entered: { readonly by: string | null; readonly at: string | null } | undefined;
}

export interface SourceRows {
  readonly budgets: readonly SourceRow[];
  readonly judgements: readonly SourceRow[];
  readonly targets: readonly SourceRow[];
  readonly plans: readonly SourceRow[];
  readonly menus: readonly SourceRow[];
  readonly projects: readonly SourceRow[];
  readonly opportunities: readonly SourceRow[];
  /** Records that exist and were not sent: the platform gives 2,000 of an object. */
  readonly unread: number;
}

export function readRows(data: unknown): SourceRows {
  const lists = {
    budgets: listOf(data, 'Budget__c'),
    targets: listOf(data, 'Target__c'),
    menus: listOf(data, 'Menu_Amount__c'),
    projects: listOf(data, 'Project_Amount__c'),
    opportunities: listOf(data, 'Opportunity_Amount__c'),
  };
  const { budgets, targets, menus, projects, opportunities } = lists;
  return {
    budgets: budgets.nodes.map((node) => plainRow(node, 'Budget__c', 'Current_Amount__c')),
    judgements: budgets.nodes.map((node) => entered(node, 'Budget__c', 'Judgement_In_Force__c')),
    targets: targets.nodes.map((node) => plainRow(node, 'Target__c', 'Target_Amount__c')),
    plans: targets.nodes.map((node) => entered(node, 'Target__c', 'Plan_Amount__c')),
    menus: menus.nodes.map(menuRow),
    projects: projects.nodes.map(projectRow),
    opportunities: opportunities.nodes.map(opportunityRow),
    unread: Object.values(lists).reduce((sum, { nodes, total }) => sum + Math.max(0, total - nodes.length), 0),
  };
}

function plainRow(node: Node, objectApiName: string, field: string): SourceRow {
  return {
    id: idOf(node),
    objectApiName,
    link: { recordId: idOf(node), objectApiName },
    name: textOf(parentOf(node, 'Rep__r'), 'Name') ?? textOf(node, 'Name') ?? '',
    project: null,
    account: null,
    menu: null,
    amount: amountOf(node, field),
    key: textOf(node, 'External_Key__c'),
    loadId: textOf(node, 'Load_Batch__c'),
    entered: undefined,
  };
}

/** What a person typed has no load; the platform knows who saved the record last. */
function entered(node: Node, objectApiName: string, field: string): SourceRow {
  const by = textOf(parentOf(node, 'LastModifiedBy'), 'Name');
  return {
    ...plainRow(node, objectApiName, field),
    loadId: null,
    entered: { by, at: textOf(node, 'LastModifiedDate') },
  };
}

function linked(row: SourceRow, recordId: string | null, objectApiName: string): SourceRow {
  return recordId === null ? row : { ...row, link: { recordId, objectApiName } };
}

function menuRow(node: Node): SourceRow {
  const line = parentOf(node, 'Project_Amount__r');
  const menu = textOf(parentOf(node, 'Menu__r'), 'Name');
  const row = ofProject(plainRow(node, 'Menu_Amount__c', 'Actual__c'), parentOf(line, 'Project__r'));
  const name = [row.project, menu].filter((part) => part !== null).join(' · ');
  return linked({ ...row, menu, name: name === '' ? row.name : name }, textOf(line, 'Project__c'), 'Project__c');
}

function projectRow(node: Node): SourceRow {
  const row = ofProject(plainRow(node, 'Project_Amount__c', 'Landing__c'), parentOf(node, 'Project__r'));
  return linked({ ...row, name: row.project ?? row.name }, textOf(node, 'Project__c'), 'Project__c');
}

function ofProject(row: SourceRow, project: Node | undefined): SourceRow {
  return { ...row, project: textOf(project, 'Name'), account: textOf(parentOf(project, 'Account__r'), 'Name') };
}

function opportunityRow(node: Node): SourceRow {
  const deal = parentOf(node, 'Opportunity__r');
  const row = plainRow(node, 'Opportunity_Amount__c', 'Counted__c');
  const account = textOf(parentOf(deal, 'Account'), 'Name');
  const project = textOf(deal, 'Name');
  return linked({ ...row, project, account, name: project ?? row.name }, textOf(node, 'Opportunity__c'), 'Opportunity');
}
