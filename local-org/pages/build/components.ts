/** The deployed Lightning components: their files, and what their `-meta.xml` says about where they may be placed. */
import { basename } from 'node:path';
import type { Engine } from '../../engine/engine.ts';
import { isTrue, nodes, readXml, text, texts, type XmlNode } from '../../ui/ui.ts';
import type { BundleFiles } from './deployed.ts';

export interface DesignProperty {
  readonly name: string;
  readonly type: 'String' | 'Boolean' | 'Integer';
  readonly fallback?: string;
}

export interface PlaceableComponent {
  readonly name: string;
  readonly label: string;
  /** `lightning__RecordPage`, `lightning__AppPage`, `lightning__HomePage` … */
  readonly targets: readonly string[];
  readonly properties: readonly DesignProperty[];
}

export interface DeployedComponents {
  readonly files: BundleFiles;
  readonly placeable: readonly string[];
}

const decoder = new TextDecoder();
const source = /\.(?:js|html|css)$/;

function designProperty(node: XmlNode): DesignProperty {
  const type = text(node, '@type');
  const fallback = text(node, '@default');
  return {
    name: text(node, '@name') ?? '',
    type: type === 'Boolean' || type === 'Integer' ? type : 'String',
    ...(fallback === undefined ? {} : { fallback }),
  };
}

/** The exposed components, by name. */
export function placeableComponents(engine: Engine): ReadonlyMap<string, PlaceableComponent> {
  const found = engine.deployed('lwc').flatMap(({ path, content }): readonly PlaceableComponent[] => {
    if (!path.endsWith('.js-meta.xml')) return [];
    const root = readXml(content);
    if (!isTrue(root, 'isExposed')) return [];
    const name = basename(path, '.js-meta.xml');
    const configs = nodes(root, 'targetConfigs').flatMap((configured) => nodes(configured, 'targetConfig'));
    return [
      {
        name,
        label: text(root, 'masterLabel') ?? name,
        targets: nodes(root, 'targets').flatMap((targets) => texts(targets, 'target')),
        properties: configs.flatMap((config) => nodes(config, 'property').map(designProperty)),
      },
    ];
  });
  return new Map(found.map((component) => [component.name, component]));
}

export function deployedComponents(engine: Engine): DeployedComponents {
  const files = engine
    .deployed('lwc')
    .filter(({ path }) => source.test(path) && !path.includes('/__'))
    .map(({ path, content }) => [path.replace(/^lwc\//, ''), decoder.decode(content)] as const);
  return { files: new Map(files), placeable: [...placeableComponents(engine).keys()].sort() };
}
