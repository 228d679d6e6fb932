import { refusedRewards } from '../../cli/output/outcome.ts';
import { diagnosticCodes } from '../../compile/diagnostic-codes.ts';
import { rejections } from '../../domain/code/rejection.ts';
import { families } from '../../lint/catalogue.ts';
import type { FindingText } from '../../lint/finding.ts';
import type { Wanted } from './said.ts';

/** Families of findings about what people do with terms, and not about the terms themselves. */
const familiesOfConduct: readonly string[] = [
  ...['Abuse', 'Splitting', 'WeChat', 'Alipay', 'Douyin'],
  ...['Levels of distribution', 'Wording', 'Silencing'],
];

/** Every text of the tables that are shown to authors. */
export function tabled(): readonly Wanted[] {
  return [
    ...Object.entries(families).flatMap(([family, texts]) => {
      const home = familiesOfConduct.includes(family) ? 'findings-conduct' : 'findings-terms';
      return [
        { text: family, at: 'lint/catalogue.ts', home: 'pages' },
        ...Object.entries<FindingText>(texts).flatMap(([id, { title, why, remedy }]) =>
          [title, why, remedy].map((text) => ({ text, at: `finding ${id}`, home })),
        ),
      ];
    }),
    ...Object.entries(diagnosticCodes).flatMap(([code, { meaning, remedy }]) =>
      [meaning, remedy].map((text) => ({ text, at: `diagnostic ${code}`, home: 'diagnostics' })),
    ),
    ...entries(rejections, 'domain/code/rejection.ts', 'rejections'),
    ...Object.values(refusedRewards).map(({ meaning }) => ({
      text: meaning,
      at: 'cli/output/outcome.ts',
      home: 'rejections',
    })),
  ];
}

function entries(table: Readonly<Record<string, string>>, at: string, home: string): Wanted[] {
  return Object.values(table).map((text) => ({ text, at, home }));
}
