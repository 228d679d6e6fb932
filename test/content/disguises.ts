/** A way to write a word so that a plain search does not find it. */
export interface Disguise {
  readonly name: string;
  wear(text: string, seed: number): string;
}

const traditional = Array.from(
  '賺赚賠赔險险無无轉转發发領领紅红錢钱級级傳传銷销門门線线員员萬万號号賭赌單单',
);
const cyrillic = Array.from('аaсcеeіiоoрpѕsхx');
const leet = Array.from('4a3e1i0o5s');

/** Each letter by itself, as `change` says, where the seed's bits say so. */
function some(text: string, seed: number, change: (one: string, at: number) => string): string {
  return Array.from(text)
    .map((one, at) => ((seed >> (at % 20)) & 1 ? change(one, at) : one))
    .join('');
}

function swapped(pairs: readonly string[], one: string): string {
  const at = pairs.indexOf(one);
  return at % 2 === 1 ? (pairs[at - 1] ?? one) : one;
}

function wide(one: string): string {
  const code = one.codePointAt(0) ?? 0;
  return code > 32 && code < 127 ? String.fromCodePoint(code + 0xfee0) : one;
}

/** In the order in which they can be worn over each other. */
export const disguises: readonly Disguise[] = [
  { name: 'traditional', wear: (text) => some(text, -1, (one) => swapped(traditional, one)) },
  {
    name: 'another script',
    wear: (text, seed) => some(text, seed, (one) => swapped(cyrillic, one)),
  },
  { name: 'leet', wear: (text, seed) => some(text, seed >> 1, (one) => swapped(leet, one)) },
  { name: 'case', wear: (text, seed) => some(text, seed >> 2, (one) => one.toUpperCase()) },
  {
    name: 'repeated',
    wear: (text, seed) => some(text, seed >> 3, (one) => (one === ' ' ? one : one + one)),
  },
  { name: 'wide', wear: (text, seed) => some(text, seed >> 4, wide) },
  {
    name: 'apart',
    wear: (text, seed) => Array.from(text).join([' ', '*', '-', '·', '_'][seed % 5]),
  },
  { name: 'invisible', wear: (text) => Array.from(text).join('\u200b') },
];
