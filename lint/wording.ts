import type { Terms } from '../domain/campaign/terms.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { inducing, sensitive } from './words.ts';
import { say } from '../lang/say.ts';

export const wordingFindings = {
  WORDING_SENSITIVE: {
    severity: 'error',
    title: 'a text has words that are forbidden, or promise what nobody can keep',
    why: 'Platforms block what they find, and regulators fine it. The lists are in `lint/words.ts`; they look through width, case, spaces and invisible characters, and know no more than they list.',
    example: 'wording: { invitation: "Guaranteed profit for you and your downline" }',
    remedy: 'Say it otherwise, or silence it with the reason why the word is harmless here.',
  },
  WORDING_INDUCES: {
    severity: 'warning',
    title: 'a text presses people to share',
    why: "Weixin's rules forbid to force or to bribe people into sharing; a mini-program that does has three days to mend it and is then blocked. Other platforms have such rules as well.",
    example: 'wording: { invitation: "Share to unlock your red packet" }',
    remedy: 'Offer, and do not press: say what both get when the friend joins.',
  },
} as const satisfies FindingTexts;

/** Whether the texts that people will see have words that they had better not. */
export function checkWording({ wording }: Terms, tell: Tell<typeof wordingFindings>): void {
  for (const [name, text] of Object.entries(wording)) {
    const path = ['spec', 'wording', name];
    for (const word of wordsIn(text, sensitive)) {
      tell({
        id: 'WORDING_SENSITIVE',
        path,
        message: say`the text has "${word}"`,
        suggestion: say`other words`,
      });
    }
    for (const word of wordsIn(text, inducing)) {
      tell({
        id: 'WORDING_INDUCES',
        path,
        message: say`"${word}" presses people to share`,
        suggestion: say`an offer in place of a demand`,
      });
    }
  }
}

/**
 * The listed words that a text has: Chinese ones anywhere, English ones as whole words. Width,
 * case, spaces between Chinese characters and invisible characters do not hide them. Texts are
 * short and so are the lists, so each word is looked for by itself.
 */
function wordsIn(text: string, words: readonly string[]): readonly string[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '');
  const spaced = ` ${plain.replaceAll(/[^\p{L}\p{N}-]+/gu, ' ')} `;
  const joined = plain.replaceAll(/[^\p{L}\p{N}]+/gu, '');
  return words.filter((word) =>
    /^[a-z]/.test(word) ? spaced.includes(` ${word} `) : joined.includes(word),
  );
}
