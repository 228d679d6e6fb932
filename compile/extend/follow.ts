import { say, type Said } from '../../lang/say.ts';
import { open } from '../source.ts';

/** How many files may stand behind one. */
const basesMax = 3;

/** A file that another one extends, as far as it could be read; `file` names it to people. */
export type Base = { readonly file: string } & (
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: BaseFault; readonly message: Said }
);

type BaseFault = 'BASE_UNREADABLE' | 'BASE_CYCLE' | 'BASE_TOO_DEEP';

/** Reads the file that `named` leads to from `file`, or says why it cannot be read. */
export type ReadBase = (
  file: string,
  named: string,
) => Promise<
  { readonly file: string } & (
    { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: Said }
  )
>;

/** Reads what a file extends, what that extends, and so on, nearest first. The last may be a fault. */
export async function followBases(
  own: { readonly file: string; readonly text: string },
  read: ReadBase,
): Promise<readonly Base[]> {
  const chain = [own.file];
  const bases: Base[] = [];
  let { file, text } = own;
  for (;;) {
    const named = extendsOf(text);
    if (named === undefined) return bases;
    const found = await read(file, named);
    const fault = (code: BaseFault, message: Said): readonly Base[] => [
      ...bases,
      { ok: false, file: found.file, code, message },
    ];
    const shown = [...chain, found.file].join(' -> ');
    if (chain.includes(found.file))
      return fault('BASE_CYCLE', say`files extend each other: ${shown}`);
    if (!found.ok) return fault('BASE_UNREADABLE', say`cannot read ${found.file}: ${found.why}`);
    if (bases.length === basesMax) {
      return fault('BASE_TOO_DEEP', say`more than ${basesMax} files extend each other: ${shown}`);
    }
    bases.push({ ok: true, file: found.file, text: found.text });
    chain.push(found.file);
    ({ file, text } = found);
  }
}

/** What a text says that it extends. Only a text that has the word is parsed. */
function extendsOf(text: string): string | undefined {
  if (!/\bextends\b/.test(text)) return undefined;
  const source = open(text);
  if (!source.ok) return undefined;
  const { extends: named } = source.data as { extends?: unknown };
  return typeof named === 'string' ? named : undefined;
}
