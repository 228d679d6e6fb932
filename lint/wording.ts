import type { Terms } from '../domain/campaign/terms.ts';
import { screenOf } from '../domain/content/screen.ts';
import { shippedDigest, shippedList } from '../domain/content/shipped.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { say } from '../lang/say.ts';

export const wordingFindings = {
  WORDING_SENSITIVE: {
    severity: 'error',
    title: 'a text has words that are forbidden, or promise what nobody can keep',
    why: 'Platforms block what they find, and regulators fine it. The lists are in `rules/words`; what finds them in the wordings of codes looks here too: through width, case, look-alikes, signs between letters and invisible characters. It knows no more than they list.',
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

const { find } = screenOf(shippedList, shippedDigest);

/** Whether the texts that people will see have words that they had better not: each word told once. */
export function checkWording({ wording }: Terms, tell: Tell<typeof wordingFindings>): void {
  for (const [name, text] of Object.entries(wording)) {
    const path = ['spec', 'wording', name];
    const found = new Map(find(text).map((one) => [one.word, one]));
    for (const { word, category } of found.values()) {
      if (category === 'inducing') {
        tell({
          id: 'WORDING_INDUCES',
          path,
          message: say`"${word}" presses people to share`,
          suggestion: say`an offer in place of a demand`,
        });
      } else {
        tell({
          id: 'WORDING_SENSITIVE',
          path,
          message: say`the text has "${word}"`,
          suggestion: say`other words`,
        });
      }
    }
  }
}
