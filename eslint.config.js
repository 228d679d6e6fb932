import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const NODE = ['process', 'Buffer', 'fetch'].map((name) => ({
  name,
  message: 'The core and the workflows know nothing of Node.',
}));
const IMPURE = ['Date', 'console', 'setTimeout', 'setInterval', 'setImmediate', 'performance'].map(
  (name) => ({
    name,
    message: 'Time, ids and randomness come in the event; the core writes nothing.',
  }),
);

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.local/', 'test/**/cases/']),
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      complexity: ['error', { max: 12, variant: 'modified' }],
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', 70],
      'max-params': ['error', 4],
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export it by name.' },
        { selector: 'ExportAllDeclaration', message: 'Name what is exported.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // A default is for the unions of others; ours end in `default: assertNever(...)`, or have none.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Does not see that a branded number is a number.
      '@typescript-eslint/no-unsafe-unary-minus': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
    },
  },
  {
    files: ['domain/**/*.ts', 'rules/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...NODE, ...IMPURE],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  { files: ['workflows/**/*.ts'], rules: { 'no-restricted-globals': ['error', ...NODE] } },
  { files: ['test/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['*.config.{ts,js}', '.*.mjs', 'test/support/global-setup.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['**/*.{js,mjs}'], extends: [tseslint.configs.disableTypeChecked] },
);
