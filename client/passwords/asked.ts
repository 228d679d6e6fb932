import type { CodeRow } from '../../domain/commit/rows.ts';
import { blindIndex, type KeyRing } from '../../store/keys/key-ring.ts';
import { normaliseInput } from '../../store/keys/value.ts';
import type { CodeInput } from '../calls.ts';

/** By what passwords for a code are kept: its line, or a blind index of what is no code. */
export function askedOf(keys: KeyRing, row: CodeRow | undefined, code: CodeInput): string {
  if (row !== undefined) return row.lineage;
  const text = typeof code === 'string' ? (normaliseInput(code).at(-1) ?? '') : code.codeId;
  const [first = keys.current] = keys.keys.keys();
  return `unknown-${blindIndex(keys, 'code', text, first).index.toString('base64url')}`;
}
