/** Links between the Markdown files of the repository lead somewhere: to a file that is there, and to a heading in it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((page) => page !== '' && existsSync(join(root, page)));

/** Text without code blocks and code spans, in which nothing is a link and `#` no heading. */
const prose = (page: string): string =>
  readFileSync(page, 'utf8')
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .replaceAll(/^(?!#).*`.*$/gm, (line) => line.replaceAll(/`[^`]*`/g, ''));

/** The anchors of a page as GitHub makes them: lower case, spaces to hyphens, other marks left out. */
function anchors(page: string): ReadonlySet<string> {
  const headings = [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => text);
  return new Set(
    headings.map((text) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** What is wrong with the link `to` on `page`, if anything is. */
function fault(page: string, to: string): string | undefined {
  const [file = '', anchor] = to.split('#');
  const target = file === '' ? join(root, page) : join(root, dirname(page), decodeURIComponent(file));
  if (!existsSync(target)) return `${page}: ${to}: there is no ${relative(root, target)}`;
  if (anchor !== undefined && target.endsWith('.md') && !anchors(target).has(anchor)) {
    return `${page}: ${to}: there is no such heading`;
  }
  return undefined;
}

const links = pages.flatMap((page) =>
  [...prose(join(root, page)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, to = '']) => to)
    .filter((to) => !/^[a-z]+:/.test(to))
    .map((to) => ({ page, to })),
);

test('every link between documents leads to a file, and to a heading of it', () => {
  assert.ok(links.length > 20, 'the links are not found any more');
  assert.deepEqual(
    links.flatMap(({ page, to }) => fault(page, to) ?? []),
    [],
  );
});
