/** Lightning web components on their way into an org: compiled as the platform compiles them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PackageFile } from '../../../local-org/local-org.ts';
import { element, elements, textOf, type Element } from '../../../local-org/xml.ts';
import { startWorld, type World } from '../../world/world.ts';
import { deploy } from './client.ts';

const opened = new AsyncDisposableStack();
let world: World;
before(async () => {
  world = opened.use(await startWorld());
});
after(() => opened.disposeAsync());

const script = (body = ''): string =>
  `import { LightningElement } from 'lwc';\nexport default class extends LightningElement {\n${body}}\n`;

/** A bundle by the paths below its folder. */
function bundle(name: string, files: Readonly<Record<string, string>>, meta = ''): readonly PackageFile[] {
  const encoder = new TextEncoder();
  const all = {
    'package.xml': `<Package><types><members>${name}</members><name>LightningComponentBundle</name></types><version>67.0</version></Package>`,
    [`lwc/${name}/${name}.js-meta.xml`]: `<LightningComponentBundle><apiVersion>67.0</apiVersion>${meta}<isExposed>false</isExposed></LightningComponentBundle>`,
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`lwc/${name}/${path}`, text])),
  };
  return Object.entries(all).map(([path, text]) => ({ path, content: encoder.encode(text) }));
}

const succeeded = (done: Element): void => {
  assert.equal(textOf(done, 'status'), 'Succeeded', JSON.stringify(done));
};

/** Type, name, file and line of each failure, and what it says. */
function failuresOf(done: Element): readonly { readonly place: readonly unknown[]; readonly problem: string }[] {
  const details = element(done, 'details');
  assert.ok(details);
  assert.equal(textOf(done, 'status'), 'Failed');
  return elements(details, 'componentFailures').map((one) => ({
    place: ['componentType', 'fullName', 'fileName', 'lineNumber'].map((key) => textOf(one, key)),
    problem: textOf(one, 'problem') ?? '',
  }));
}

test('a component that does not compile is refused at its line and column, by the compiler of the platform', async () => {
  const crooked = bundle('crooked', {
    'crooked.js': script('  #hidden() {}\n'),
    'crooked.html': '<template></template>',
  });
  const failures = failuresOf(await deploy(world, crooked));
  const place = ['LightningComponentBundle', 'crooked', 'lwc/crooked/crooked.js', '3'];
  assert.deepEqual(
    failures.map((failure) => failure.place),
    [place],
  );
  assert.match(failures[0]?.problem ?? '', /^LWC\d{4}/);
  assert.deepEqual(failuresOf(await deploy(world, crooked)), failures, 'only what has compiled is remembered');
});

test('the files of a bundle may lie in folders of their own', async () => {
  const files = {
    'folded.js': `import full from './templates/full.html';\nimport { isFull } from './lib/state';\nimport empty from './folded.html';\n${script('  render() { return isFull ? full : empty; }\n')}`,
    'folded.html': '<template>empty</template>',
    'lib/state.js': 'export const isFull = true;\n',
    'templates/full.html': '<template>full</template>',
    'templates/full.css': 'p { color: red; }\n',
  };
  succeeded(await deploy(world, bundle('folded', files)));
  const broken = { ...files, 'templates/full.html': '<template>\n  <p>full\n</template>' };
  const [failure] = failuresOf(await deploy(world, bundle('folded', broken)));
  assert.equal(failure?.place[2], 'lwc/folded/templates/full.html');
});

test('event listeners may be named when the component runs; other components only where it says so', async () => {
  const files = {
    'loose.js': script('  listeners = {};\n  content;\n'),
    'loose.html': '<template><p lwc:on={listeners}></p><lwc:component lwc:is={content}></lwc:component></template>',
  };
  const [failure] = failuresOf(await deploy(world, bundle('loose', files)));
  assert.match(failure?.problem ?? '', /lwc:is|lwc:component/);
  const capability = '<capabilities><capability>lightning__dynamicComponent</capability></capabilities>';
  succeeded(await deploy(world, bundle('loose', files, capability)));
});
