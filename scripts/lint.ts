/**
 * Types and lint of one half of the sources in one process, `components` or `rest`: the rules ask the programs that the
 * compiler has just checked, so no file is read, bound and typed a second time. Plain `eslint` and `tsc -p` say the same.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

interface Half {
  /** Every tsconfig.json that a linted file belongs to, and those of files that the compiler alone checks. */
  readonly projects: readonly string[];
  readonly linted: readonly string[];
  readonly ignored: readonly string[];
}

const componentFolders = ['force-app', 'test/jest'];

const halves: Readonly<Record<string, Half>> = {
  components: {
    projects: ['force-app/main/default/lwc/tsconfig.json'],
    linted: componentFolders,
    ignored: [],
  },
  rest: {
    projects: ['tsconfig.json', 'server/page/browser/tsconfig.json', 'local-org/pages/browser/tsconfig.json'],
    linted: ['.'],
    ignored: componentFolders.map((folder) => `${folder}/**`),
  },
};

const host: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (path) => path,
  getCurrentDirectory: () => root,
  getNewLine: () => '\n',
};

function tell(problems: readonly ts.Diagnostic[]): void {
  if (problems.length > 0) console.error(ts.formatDiagnosticsWithColorAndContext(problems, host));
}

/** Undefined when the file itself is wrong, which has been told then. */
function programOf(project: string): ts.Program | undefined {
  const options = ts.getParsedCommandLineOfConfigFile(join(root, project), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (problem) => {
      tell([problem]);
    },
  });
  if (options === undefined) return undefined;
  // The linter walks from a node to those around it.
  const compilerHost = ts.createCompilerHost(options.options, true);
  return ts.createProgram({
    rootNames: options.fileNames,
    options: options.options,
    host: compilerHost,
    configFileParsingDiagnostics: options.errors,
  });
}

function hasSoundTypes(program: ts.Program): boolean {
  const problems = ts.getPreEmitDiagnostics(program);
  tell(problems);
  return problems.length === 0;
}

async function isLinted({ linted, ignored }: Half, programs: readonly ts.Program[]): Promise<boolean> {
  const eslint = new ESLint({
    cwd: root,
    ignorePatterns: [...ignored],
    overrideConfig: { languageOptions: { parserOptions: { projectService: false, programs } } },
  });
  const results = await eslint.lintFiles([...linted]);
  const formatter = await eslint.loadFormatter('stylish');
  const told = await formatter.format(results);
  if (told !== '') console.error(told);
  return results.every(({ errorCount, warningCount }) => errorCount + warningCount === 0);
}

const half = halves[process.argv[2] ?? ''];
if (half === undefined) {
  console.error(`Which half of the sources? ${Object.keys(halves).join(' or ')}.`);
  process.exitCode = 2;
} else {
  const programs = half.projects.map(programOf).filter((program) => program !== undefined);
  // All of them are told, whichever fails.
  const sound = programs.filter(hasSoundTypes);
  const passes = sound.length === half.projects.length && (await isLinted(half, programs));
  process.exitCode = passes ? 0 : 1;
}
