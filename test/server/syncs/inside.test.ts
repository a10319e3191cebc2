/** What todoku.yml names stays in the project's folder: whoever is handed a project does not have its machine read. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { ProjectFault, readProject } from '../../../server/syncs/syncs.ts';
import { testProject } from './folder.ts';

/** A project beside a folder that is none of its business; answers what is wrong with it. */
function wrongWith(change: (dir: string, outside: string) => void): readonly string[] {
  const place = mkdtempSync(join(tmpdir(), 'todoku-inside-'));
  const [dir, outside] = [join(place, 'project'), join(place, 'outside')];
  try {
    cpSync(testProject, dir, { recursive: true });
    cpSync(join(testProject, 'raw'), outside, { recursive: true });
    writeFileSync(join(outside, 'days.csv'), 'secret,of another\nmore of it\n');
    change(dir, outside);
    readProject(dir);
    return [];
  } catch (error) {
    assert.ok(error instanceof ProjectFault, String(error));
    return error.problems.map(({ file, line, message, next }) =>
      `${relative(dir, file)}:${line}: ${message} ${next}`.replaceAll(place, '…'),
    );
  } finally {
    rmSync(place, { recursive: true });
  }
}

function edited(from: string, to: string): (dir: string) => void {
  return (dir) => {
    const file = join(dir, 'todoku.yml');
    const text = readFileSync(file, 'utf8');
    assert.ok(text.includes(from), from);
    writeFileSync(file, text.replace(from, to));
  };
}

const inDir = (path: string): ((dir: string) => void) => edited('raw:\n', `raw:\n  dir: ${path}\n`);
const holidays = (path: string): ((dir: string) => void) => edited('params:', `cycle: { holidays: ${path} }\nparams:`);

test('a folder of raw files outside of the project is refused by key and line, however it is written', () => {
  for (const path of ['../outside', 'raw/../../outside', tmpdir()]) {
    const [problem = '', ...more] = wrongWith(inDir(path));
    assert.match(problem, /^todoku\.yml:6: raw\.dir leads out of the project's folder: .*--raw/, path);
    assert.deepEqual(more, []);
  }
  assert.deepEqual(wrongWith(inDir('raw/../raw')), []);
  assert.deepEqual(wrongWith(inDir('not-there-yet/deep')), []);
});

test('a link is followed: to the outside it is refused, within the project it is as good as a folder', () => {
  const linked = (dir: string, to: string): void => {
    symlinkSync(to, join(dir, 'linked'));
    inDir('linked')(dir);
  };
  assert.match(wrongWith(linked).join(), /^todoku\.yml:6: raw\.dir leads out/);
  assert.deepEqual(
    wrongWith((dir) => {
      linked(dir, join(dir, 'raw'));
    }),
    [],
  );
  const usual = wrongWith((dir, outside) => {
    rmSync(join(dir, 'raw'), { recursive: true });
    symlinkSync(outside, join(dir, 'raw'));
  });
  assert.match(usual.join(), /^todoku\.yml:\d+: raw\.dir leads out/, 'the usual folder too');
});

test('a raw file is one of the folder of raw files', () => {
  const [problem = ''] = wrongWith(edited('file: targets.csv', 'file: ../../outside/targets.csv'));
  assert.match(problem, /^todoku\.yml:\d+: raw\.tables\.targets\.file leads out of the folder of raw files: /);
  const linked = wrongWith((dir, outside) => {
    rmSync(join(dir, 'raw/targets.csv'));
    symlinkSync(join(outside, 'targets.csv'), join(dir, 'raw/targets.csv'));
  });
  assert.match(linked.join(), /^todoku\.yml:\d+: raw\.tables\.targets\.file leads out/);
});

test('a file of holidays outside of the project is refused, and nothing of it is told', () => {
  for (const path of ['../outside/days.csv', '../outside/no-such.csv']) {
    const problems = wrongWith(holidays(path));
    assert.match(problems.join(), /^todoku\.yml:\d+: cycle\.holidays leads out of the project's folder: /, path);
    assert.doesNotMatch(problems.join(), /secret|more of it|missing/);
  }
  const linked = wrongWith((dir, outside) => {
    symlinkSync(join(outside, 'days.csv'), join(dir, 'days.csv'));
    holidays('days.csv')(dir);
  });
  assert.match(linked.join(), /^todoku\.yml:\d+: cycle\.holidays leads out/);
  assert.doesNotMatch(linked.join(), /more of it/);
});
