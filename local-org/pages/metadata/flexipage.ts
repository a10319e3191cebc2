/** Flexipages as deployed, with their texts in a language. */
import { basename } from 'node:path';
import type { Engine } from '../../engine/engine.ts';
import { nodes, readXml, text, texts, type XmlNode } from '../../ui/ui.ts';
import type { PlaceableComponent } from '../build/components.ts';
import type { PageItem, PageModel, VisibilityRule } from '../model.ts';

export interface PageContext {
  readonly engine: Engine;
  /** `c.Name` → text, for `{!$Label.Name}` in properties. */
  readonly labels: Readonly<Record<string, string>>;
  readonly placeable: ReadonlyMap<string, PlaceableComponent>;
}

function rule(node: XmlNode): VisibilityRule | undefined {
  const [visibility] = nodes(node, 'visibilityRule');
  if (visibility === undefined) return undefined;
  const logic = text(visibility, 'booleanFilter');
  const criteria = nodes(visibility, 'criteria').map((criterion) => ({
    left: text(criterion, 'leftValue') ?? '',
    operator: text(criterion, 'operator') ?? 'EQUAL',
    right: text(criterion, 'rightValue') ?? '',
  }));
  return { criteria, ...(logic === undefined ? {} : { logic }) };
}

function translatedText(context: PageContext, value: string): string {
  return value.replace(/\{!\$Label\.(?:c\.)?(\w+)\}/g, (whole, name: string) => context.labels[`c.${name}`] ?? whole);
}

function propertyValue(context: PageContext, node: XmlNode): unknown {
  const list = nodes(node, 'valueList').flatMap((values) => nodes(values, 'valueListItems'));
  if (list.length > 0) return list.map((item) => translatedText(context, text(item, 'value') ?? ''));
  return translatedText(context, text(node, 'value') ?? '');
}

/** Design attributes arrive as text; the component's `-meta.xml` says what they are. */
function typedProperties(
  component: PlaceableComponent,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...given };
  for (const { name, type, fallback } of component.properties) {
    const value = given[name] ?? fallback;
    if (value === undefined) continue;
    if (type === 'Boolean') result[name] = value === 'true';
    else result[name] = type === 'Integer' ? Number(value) : value;
  }
  return result;
}

function propertiesOf(context: PageContext, name: string, node: XmlNode): Readonly<Record<string, unknown>> {
  const listed = [...nodes(node, 'componentInstanceProperties'), ...nodes(node, 'fieldInstanceProperties')];
  const given = Object.fromEntries(
    listed.map((property) => [text(property, 'name') ?? '', propertyValue(context, property)]),
  );
  const component = context.placeable.get(name.replace(/^c:/, ''));
  return component === undefined || !name.startsWith('c:') ? given : typedProperties(component, given);
}

function itemOf(context: PageContext, node: XmlNode, fallbackId: string): readonly PageItem[] {
  const [component] = nodes(node, 'componentInstance');
  const [placedField] = nodes(node, 'fieldInstance');
  const source = component ?? placedField;
  if (source === undefined) return [];
  const name =
    component === undefined
      ? `field:${(text(source, 'fieldItem') ?? '').replace(/^Record\./, '')}`
      : (text(component, 'componentName') ?? '').replace(/^(?=\w+$)/, 'c:'); // without a namespace it is the org's own
  const visibility = rule(source);
  return [
    {
      name,
      identifier: `${text(source, 'identifier') ?? name}-${fallbackId}`,
      properties: propertiesOf(context, name, source),
      ...(visibility === undefined ? {} : { visibility }),
    },
  ];
}

function pageModel(context: PageContext, root: XmlNode): PageModel {
  const parts = nodes(root, 'flexiPageRegions').map((region) => {
    const name = text(region, 'name') ?? '';
    const items = nodes(region, 'itemInstances').flatMap((item, index) => itemOf(context, item, `${name}-${index}`));
    // Before API 51 components stood directly in the region.
    const direct = itemOf(context, region, name);
    return { name, items: [...items, ...direct], isFacet: text(region, 'type') === 'Facet' };
  });
  return {
    label: text(root, 'masterLabel') ?? '',
    template: nodes(root, 'template').flatMap((template) => texts(template, 'name'))[0] ?? '',
    regions: parts.filter(({ isFacet }) => !isFacet).map(({ name, items }) => ({ name, items })),
    facets: Object.fromEntries(parts.filter(({ isFacet }) => isFacet).map(({ name, items }) => [name, items])),
  };
}

/** The deployed page of this name; undefined when there is none. */
export function flexipageNamed(context: PageContext, name: string): PageModel | undefined {
  const file = context.engine.deployed('flexipages').find(({ path }) => basename(path, '.flexipage') === name);
  return file === undefined ? undefined : pageModel(context, readXml(file.content));
}

const tab = (key: string, title: string, body: string, active: boolean): PageItem => ({
  name: 'flexipage:tab',
  identifier: key,
  properties: { title, body, active: String(active) },
});

const component = (name: string): PageItem => ({ name, identifier: name, properties: {} });

/** The platform's own home page, as far as this host has its parts. */
export function standardHomePage(label: string): PageModel {
  return {
    label,
    template: 'home:desktopTemplate',
    regions: [
      { name: 'top', items: [component('host:greeting')] },
      { name: 'bottomLeft', items: [component('flexipage:recentItems')] },
      { name: 'sidebar', items: [component('host:shortcuts')] },
    ],
    facets: {},
  };
}

/** What the platform shows for an object without a page of its own. */
export function standardRecordPage(label: string): PageModel {
  return {
    label,
    template: 'flexipage:recordHomeSingleColTemplateDesktop',
    regions: [
      { name: 'header', items: [component('force:highlightsPanel')] },
      { name: 'main', items: [{ ...component('flexipage:tabset'), properties: { tabs: 'tabs' } }] },
    ],
    facets: {
      tabs: [
        tab('related', 'Standard.Tab.relatedLists', 'related', false),
        tab('details', 'Standard.Tab.detail', 'details', true),
      ],
      related: [component('force:relatedListContainer')],
      details: [component('force:detailPanel')],
    },
  };
}
