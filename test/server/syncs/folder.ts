/** A project folder for one test: the test project of `test/server/project`, with files replaced, added or removed. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const testProject = join(dirname(dirname(fileURLToPath(import.meta.url))), 'project');

export interface Folder extends Disposable {
  readonly dir: string;
  /** Writes a file of the project, or removes it. */
  put(path: string, content: string | undefined): void;
}

export function projectFolder(changes: Readonly<Record<string, string | undefined>> = {}): Folder {
  const dir = mkdtempSync(join(tmpdir(), 'todoku-project-'));
  cpSync(testProject, dir, { recursive: true });
  const put = (path: string, content: string | undefined): void => {
    const file = join(dir, path);
    if (content === undefined) {
      rmSync(file, { recursive: true });
      return;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  for (const [path, content] of Object.entries(changes)) put(path, content);
  return {
    dir,
    put,
    [Symbol.dispose]: () => {
      rmSync(dir, { recursive: true });
    },
  };
}
