/** A project with a cycle, from settings as they stand in todoku.yml. */
import { mkdtempSync, rmSync, writeFileSync, cpSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Project } from '../../../server/syncs/syncs.ts';
import { readProject } from '../../../server/syncs/syncs.ts';
import { testProject } from '../syncs/folder.ts';

/** Faults as `readProject` does. `files`: what the settings name, by path. */
export function projectWithCycle(cycle: object, files: Readonly<Record<string, string>> = {}): Project {
  const dir = mkdtempSync(join(tmpdir(), 'todoku-cycle-'));
  try {
    cpSync(testProject, dir, { recursive: true });
    appendFileSync(join(dir, 'todoku.yml'), `cycle: ${JSON.stringify(cycle)}\n`);
    for (const [path, text] of Object.entries(files)) writeFileSync(join(dir, path), text);
    return readProject(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
