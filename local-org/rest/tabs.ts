/** `tabs`, `theme` and `appMenu/AppSwitcher`: what a client shows of the org's apps (REST API Developer Guide). */
import { basename } from 'node:path';
import type { ObjectSchema } from '../schema/schema.ts';
import { readXml, text, texts } from '../ui/ui.ts';
import type { Answer, Call, Resource } from './resource.ts';

type Keys = Readonly<Record<string, unknown>>;

function objectsOf(call: Call): readonly ObjectSchema[] {
  const { engine } = call.context;
  const named = (name: string): ObjectSchema | undefined => engine.schema().objects.get(name.toLowerCase());
  const standard = ['Account', 'Contact', 'Lead', 'Opportunity', 'Product2', 'Campaign', 'Case'].flatMap(
    (name) => named(name) ?? [],
  );
  const tabs = engine.deployed('tabs').flatMap(({ path }) => named(basename(path, '.tab')) ?? []);
  return [...standard, ...tabs].filter((object) => engine.access(call.session, object).read);
}

function tabOf(call: Call, object: ObjectSchema): Keys {
  const name = object.custom ? object.name : `standard-${object.name}`;
  return {
    colors: [],
    custom: object.custom,
    iconUrl: null,
    icons: [],
    label: object.labelPlural,
    miniIconUrl: null,
    name,
    sobjectName: object.name,
    timeCreated: null,
    url: `${call.context.origin}/lightning/o/${object.name}/list`,
  };
}

const tabs: Answer = (call) => ({ status: 200, body: objectsOf(call).map((object) => tabOf(call, object)) });

/** Objects with a tab; their icons and colours are files of the platform, which this org has not. */
const theme: Answer = (call) => ({
  status: 200,
  body: { themeItems: objectsOf(call).map(({ name }) => ({ colors: [], icons: [], name })) },
});

const appMenu: Answer = (call) => {
  const { engine, origin } = call.context;
  const appMenuItems = engine.deployed('applications').map(({ path, content }) => {
    const root = readXml(content);
    const name = basename(path, '.app');
    const label = text(root, 'label') ?? name;
    const isLightning = text(root, 'uiType') === 'Lightning' || texts(root, 'tabs').length > 0;
    return { colors: [], content: null, icons: [], label, name, type: isLightning ? 'Tabset' : 'Page', url: origin };
  });
  return { status: 200, body: { appMenuItems } };
};

export const tabResources: readonly Resource[] = [
  { path: 'tabs', methods: { GET: tabs } },
  { path: 'theme', methods: { GET: theme } },
  { path: 'appMenu/AppSwitcher', methods: { GET: appMenu } },
];
