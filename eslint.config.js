import lwcConfigs from '@salesforce/eslint-config-lwc';
import tseslint from 'typescript-eslint';

/** A branch that reads a message breaks when somebody improves the message (CONTRIBUTING.md, Errors). */
const noMessageInCondition = [
  'IfStatement > .test',
  'ConditionalExpression > .test',
  'SwitchStatement > .discriminant',
].map((place) => ({
  selector: `${place} MemberExpression[property.name='message']`,
  message: 'Tell errors apart by class or code, never by message.',
}));

const waiting = ['setTimeout', 'setInterval', 'setImmediate'].map((name) => ({
  name,
  message: 'Only clock.ts waits; take a Clock as an argument.',
}));

const typed = {
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  rules: {
    '@typescript-eslint/switch-exhaustiveness-check': 'error',
    '@typescript-eslint/consistent-type-imports': 'error',
    '@typescript-eslint/no-non-null-assertion': 'error',
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    '@typescript-eslint/require-await': 'off',
    'no-restricted-syntax': ['error', ...noMessageInCondition],
    'no-console': 'error',
    eqeqeq: 'error',
    curly: ['error', 'multi-line'],
    'no-else-return': 'error',
    complexity: ['error', 14],
    'max-lines': ['error', 300],
    'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  },
};

/** The platform's compiler rejects these two although they are JavaScript (@lwc/sfdc-lwc-compiler 13.3.30). */
const platformRejects = [
  { selector: 'MethodDefinition > PrivateIdentifier', message: 'Salesforce does not compile private methods.' },
  { selector: 'StaticBlock', message: 'Salesforce does not compile static blocks.' },
];

const code = [
  'server/**/*.ts',
  'local-org/**/*.ts',
  'scripts/**/*.ts',
  'bench/**/*.ts',
  'test/**/*.ts',
  'examples/**/*.ts',
];
const lwc = ['force-app/**/lwc/**/*.ts'];

export default tseslint.config(
  {
    ignores: ['node_modules', '.cache', '.sfdx', 'build', 'screens', 'force-app/**/*.js', 'local-org/pages/browser/**'],
  },
  { files: ['**/*.js', '**/*.mjs', '**/*.cjs'], rules: { eqeqeq: 'error' } },
  { files: code, extends: [tseslint.configs.strictTypeChecked], ...typed },
  {
    files: ['server/**/*.ts'],
    ignores: ['server/clock.ts', 'server/page/browser/**'],
    rules: { 'no-restricted-globals': ['error', ...waiting] },
  },
  {
    files: ['server/**/*.ts'],
    ignores: ['server/config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only config.ts reads the environment.' },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
          ],
        },
      ],
    },
  },
  {
    files: ['scripts/**/*.ts', 'local-org/cli.ts', 'server/cli.ts', 'server/cli/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  ...lwcConfigs.configs.recommendedTs.map((config) => ({ ...config, files: lwc })),
  {
    files: lwc,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parser: tseslint.parser, ...typed.languageOptions },
    rules: {
      ...typed.rules,
      // TypeScript says all three better: index signatures, exhaustive switches, return types.
      'dot-notation': 'off',
      'default-case': 'off',
      'consistent-return': 'off',
      // And whether what is imported is there, without reading every module a second time.
      'import/default': 'off',
      'import/named': 'off',
      'import/namespace': 'off',
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      'max-lines': ['error', 200],
      'no-restricted-syntax': ['error', ...noMessageInCondition, ...platformRejects],
    },
  },
  {
    files: ['force-app/**/__tests__/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', 300], '@typescript-eslint/unbound-method': 'off' },
  },
);
