/** Building what is deployed: once for its content, and with errors that name the component. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pageBuilds, BuildProblem, type BuildProgress, type PageBuilds } from '../../../local-org/pages/pages.ts';
import { bundleFiles, orchardPage } from '../../browser/orchard-page.ts';
import { manifest } from '../ui/orchard.ts';
import { startSeason, type Season } from '../ui/season.ts';

let season: Season;
before(async () => {
  season = await startSeason(orchardPage);
  await season.world.org.builds.current();
});
after(() => season[Symbol.asyncDispose]());

function deploy(name: string, js: string, html?: string): void {
  const files = [
    manifest({ LightningComponentBundle: [name] }),
    ...orchardPage.filter(
      ({ path }) => !['package.xml', 'lwc', 'flexipages', 'messageChannels'].includes(path.split('/')[0] ?? ''),
    ),
    ...bundleFiles(name, html === undefined ? { js } : { js, html }),
  ];
  const { success, messages } = season.world.org.engine.deploy(files, { checkOnly: false });
  assert.ok(success, JSON.stringify(messages.filter((message) => !message.success)));
}

/** Builds of the same org that tell what they did. */
function watched(): { builds: PageBuilds; steps: BuildProgress[] } {
  const steps: BuildProgress[] = [];
  const { cacheFolder } = season.world.org.builds;
  return { steps, builds: pageBuilds(season.world.org.engine, { cacheFolder, progress: (step) => steps.push(step) }) };
}

async function problemOf(
  builds: PageBuilds,
): Promise<{ component: string; file: string; line?: number; message: string }> {
  try {
    await builds.current();
  } catch (error) {
    assert.ok(error instanceof BuildProblem, String(error));
    const [problem] = error.problems;
    assert.ok(problem !== undefined);
    return problem;
  }
  return assert.fail('the build succeeded');
}

test('what is in the cache is not built again', async () => {
  const { builds, steps } = watched();
  const [one, other] = await Promise.all([builds.current(), builds.current()]);
  assert.equal(one, other);
  assert.deepEqual(steps, []);
});

test('a deployed component is built anew, the base components are not', async () => {
  const stamp = season.north + String(process.pid);
  deploy(
    'fresh',
    `import { LightningElement } from 'lwc'; export default class extends LightningElement { stamp = '${stamp}'; }`,
    '<template>{stamp}</template>',
  );
  const { builds, steps } = watched();
  const before = await season.world.org.builds.current();
  const { app, base } = await builds.current();
  assert.equal(base, before.base);
  assert.equal(app, before.app, 'both see the same deployed files');
  assert.equal(
    steps.some(({ layer }) => layer === 'base'),
    false,
  );
});

test('a component that does not compile is named with its line', async () => {
  deploy(
    'crooked',
    `import { LightningElement } from 'lwc';\nexport default class extends LightningElement {}`,
    '<template>\n  <p>{a b}</p>\n</template>',
  );
  const { component, file, line, message } = await problemOf(season.world.org.builds);
  assert.deepEqual([component, file, line], ['crooked', 'crooked/crooked.html', 2]);
  assert.match(message, /^LWC\d{4}/);
  const page = await fetch(`${season.world.url}/lightning/page/home`, {
    headers: { Cookie: `sid=${season.world.token}` },
  });
  assert.equal(page.status, 500);
  assert.match(await page.text(), /crooked\/crooked\.html:2/);
  deploy(
    'crooked',
    `import { LightningElement } from 'lwc';\nexport default class extends LightningElement {}`,
    '<template></template>',
  );
});

test('an import that neither the org nor Lightning answers is an error', async () => {
  deploy(
    'stray',
    `import { LightningElement } from 'lwc';\nimport nothing from 'lightning/nothing';\nexport default class extends LightningElement { a = nothing; }`,
  );
  const { component, line, message } = await problemOf(watched().builds);
  assert.deepEqual([component, line], ['stray', 2]);
  assert.match(message, /lightning\/nothing/);
  deploy('stray', `import { LightningElement } from 'lwc';\nexport default class extends LightningElement {}`);
  await watched().builds.current();
});
