import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** A text that wants a translation, and where it stands. */
export interface Wanted {
  readonly text: string;
  readonly at: string;
  /** The file of translations that it belongs to. */
  readonly home: string;
}

/** Where the translations of what a folder says are; the longest prefix counts. */
const homes: readonly (readonly [folder: string, home: string])[] = [
  ['compile/shape/', 'shape'],
  ['compile/terms/', 'terms'],
  ['compile/', 'compile'],
  ['campaign-test/', 'tests'],
  ['lint/', 'lint'],
  ['compare/', 'compare'],
  ['cli/backtest/', 'compare'],
  ['cli/diff/', 'compare'],
  ['cli/explain/', 'explain'],
  ['cli/output/', 'explain'],
  ['cli/init/', 'init'],
  ['cli/simulate/', 'simulate'],
  ['cli/receipt/', 'receipt'],
  ['client/', 'told'],
  ['scripts/', 'pages'],
  ['', 'cli'],
];

/** Folders that speak to authors, and to people who redeem. */
const folders = [
  'campaign-test',
  'cli',
  'client',
  'compare',
  'compile',
  'lint',
  'scripts',
] as const;

/** Every template that the source says with `say`, as TypeScript reads it. */
export function saidIn(root: string): readonly Wanted[] {
  return folders.flatMap((folder) =>
    readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .map((name) => `${folder}/${name}`)
      .flatMap((file) => templatesIn(file, readFileSync(`${root}/${file}`, 'utf8'))),
  );
}

/** The templates of one file. */
export function templatesIn(file: string, source: string): readonly Wanted[] {
  if (!source.includes('say`')) return [];
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.ES2023);
  const [, home = ''] = homes.find(([folder]) => file.startsWith(folder)) ?? [];
  const found: Wanted[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(parsed) === 'say') {
      const { line } = parsed.getLineAndCharacterOfPosition(node.getStart(parsed));
      found.push({ text: textOf(node.template), at: `${file}:${line + 1}`, home });
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

function textOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  const parts = template.templateSpans.map(({ literal }, index) => `{${index}}${literal.text}`);
  return template.head.text + parts.join('');
}
