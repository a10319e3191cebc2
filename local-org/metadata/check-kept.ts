/** References of pages, layouts, tabs, apps and components: what they name must exist. */
import { field as fieldOf, objectNamed, type OrgSchema } from '../schema/schema.ts';
import type { KeptComponent, Report } from './component.ts';
import { elements, parseXml, textOf, type Element } from '../xml.ts';

interface Looking {
  readonly schema: OrgSchema;
  readonly known: (type: string, name: string) => boolean;
  readonly report: Report;
}

const decoder = new TextDecoder();

function rootOf(kept: KeptComponent): Element {
  return parseXml(decoder.decode(kept.files[0]?.content));
}

function* everyElement(root: Element): Iterable<Element> {
  yield root;
  for (const child of root.children) yield* everyElement(child);
}

function checkTab({ schema, report }: Looking, kept: KeptComponent): void {
  const root = rootOf(kept);
  if (textOf(root, 'customObject') !== 'true') return;
  if (objectNamed(schema, kept.name) === undefined) {
    report(kept, `In field: customObject - no CustomObject named ${kept.name} found`);
  }
  if (textOf(root, 'label') !== undefined) report(kept, 'The tab of a custom object must not have a label');
}

function checkApplication({ known, report }: Looking, kept: KeptComponent): void {
  const root = rootOf(kept);
  if (textOf(root, 'label') === undefined) report(kept, 'Required field is missing: label');
  for (const { text } of elements(root, 'tabs')) {
    const name = text.trim();
    if (name.startsWith('standard-') || known('CustomTab', name)) continue;
    report(kept, `In field: tab - no CustomTab named ${name} found`);
  }
}

function checkLayout({ schema, report }: Looking, kept: KeptComponent): void {
  const [owner = ''] = decodeURIComponent(kept.name).split('-');
  const object = objectNamed(schema, owner);
  if (object === undefined) {
    report(kept, `In field: object - no CustomObject named ${owner} found`);
    return;
  }
  for (const item of everyElement(rootOf(kept))) {
    if (item.name !== 'layoutItems') continue;
    const name = textOf(item, 'field');
    if (name === undefined || fieldOf(object, name) !== undefined || compound.has(name)) continue;
    report(kept, `In field: field - no CustomField named ${owner}.${name} found`);
  }
}

/** Parts of layouts that stand for several fields of a standard object. */
const compound = new Set(['BillingAddress', 'ShippingAddress', 'MailingAddress', 'OtherAddress', 'Address']);

function checkPage({ schema, known, report }: Looking, kept: KeptComponent): void {
  const root = rootOf(kept);
  const owner = textOf(root, 'sobjectType');
  if (textOf(root, 'masterLabel') === undefined) report(kept, 'Required field is missing: masterLabel');
  if (owner !== undefined && objectNamed(schema, owner) === undefined) {
    report(kept, `In field: sobjectType - no CustomObject named ${owner} found`);
  }
  for (const one of everyElement(root)) {
    const name = one.name === 'componentName' ? one.text.trim() : '';
    const local = /^c:(.+)$/.exec(name)?.[1] ?? /^([A-Za-z]\w*)$/.exec(name)?.[1];
    if (local === undefined || known('LightningComponentBundle', local)) continue;
    report(kept, `Component [${name}] was not found in the package or the org`);
  }
}

function checkBundle({ report }: Looking, kept: KeptComponent): void {
  const paths = new Set(kept.files.map(({ path }) => path));
  for (const needed of [`${kept.file}/${kept.name}.js-meta.xml`, `${kept.file}/${kept.name}.js`]) {
    if (!paths.has(needed)) report(kept, `Cannot find Lightning Component Bundle file ${needed}`);
  }
  const typescript = kept.files.find(({ path }) => path.endsWith('.ts'));
  if (typescript !== undefined) report(kept, `Unexpected file found in bundle: ${typescript.path}`);
}

const checks: Readonly<Record<string, (looking: Looking, kept: KeptComponent) => void>> = {
  CustomTab: checkTab,
  CustomApplication: checkApplication,
  Layout: checkLayout,
  FlexiPage: checkPage,
  LightningComponentBundle: checkBundle,
};

export function checkKept(looking: Looking, kept: readonly KeptComponent[]): void {
  for (const one of kept) checks[one.type]?.(looking, one);
}
