import { readdirSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';
import { actWords, type ActWords } from '../../campaign-test/schema/acts.ts';

interface Section {
  readonly title: string;
  readonly level: number;
  /** What must be the same in every language. */
  readonly blocks: readonly string[];
  readonly tableRows: number;
  readonly items: number;
  readonly code: readonly string[];
}

/** A page in sections, by what does not depend on its language. */
function sectionsOf(page: string): readonly Section[] {
  const fence = /^```[^]*?^```$/gm;
  const blocks = page.match(fence) ?? [];
  let number = 0;
  // A heading inside a block of code is none.
  const marked = page.replaceAll(fence, () => `\u0000${number++}`);
  return marked.split(/^(?=#)/m).map((text): Section => ({
    title: /^#.*/.exec(text)?.[0] ?? '',
    level: /^#*/.exec(text)?.[0].length ?? 0,
    blocks: [...text.matchAll(/\u0000(\d+)/g)].map(([, index]) => blocks[Number(index)] ?? ''),
    tableRows: text.match(/^\|/gm)?.length ?? 0,
    items: text.match(/^- /gm)?.length ?? 0,
    code: [...new Set(text.match(/`[^`\n]+`/g) ?? [])].sort(),
  }));
}

const english = sectionsOf(readFileSync('docs/writing-campaigns.md', 'utf8'));
const chinese = sectionsOf(readFileSync('docs/writing-campaigns.zh.md', 'utf8'));

test('both guides have the same sections, blocks of code, tables and lists', () => {
  // Where they differ, the English title says which section of docs/writing-campaigns.zh.md to mend.
  const shape = ({ level, blocks, tableRows, items }: Section, index: number): object => {
    return { beside: english[index]?.title, level, blocks, tableRows, items };
  };
  expect(chinese.map(shape)).toEqual(english.map(shape));
});

test('what the English guide names in a section, the Chinese one names there too', () => {
  const missing = english.map(({ title, code }, index) =>
    code
      .filter((word) => chinese[index]?.code.includes(word) !== true)
      .map((word) => `docs/writing-campaigns.zh.md, beside "${title}": ${word}`),
  );
  expect(missing.flat()).toEqual([]);
});

const shipped = readdirSync('campaigns').filter((name) => /^[a-z-]+\.yaml$/.test(name));

test.each([english, chinese])('the guide names every campaign that is shipped', (...guide) => {
  const rows = guide.flatMap(({ code }) => code);
  expect(shipped.filter((name) => !rows.includes(`\`${name}\``))).toEqual([]);
});

test.each(Object.entries<ActWords>(actWords))(
  'the guide says what %s needs and may have',
  (act, { needs, may }) => {
    const guide = readFileSync('docs/writing-campaigns.md', 'utf8');
    const row = guide.split('\n').find((line) => line.split('|')[1]?.includes(`\`${act}\``)) ?? '';
    expect([...needs, ...may].filter((key) => !row.includes(`\`${key}\``))).toEqual([]);
  },
);
