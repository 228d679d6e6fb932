import type { Terms } from '../../domain/campaign/terms.ts';
import type { FindingTexts, Tell } from '../finding.ts';
import { givenOutNow } from './given-out.ts';
import { asIs, say } from '../../lang/say.ts';

export const douyinFindings = {
  DOUYIN_ALLOCATION: {
    severity: 'error',
    title: 'on Douyin codes are given out by an allocation rule',
    why: 'The platform decides who gets a code; a campaign that promises one to whoever asks cannot keep that.',
    example: 'platform: douyin\ncode: { givenOut: on-request }',
    remedy: 'Write `givenOut: by-allocation`, and give codes out by your rule.',
  },
  DOUYIN_SINGLE_USE: {
    severity: 'error',
    title: 'on Douyin a code is used once',
    why: 'The second redemption fails on the platform, whatever the file says.',
    example: 'platform: douyin\nredemption: { usesMax: 5 }',
    remedy: 'Write `redemption: { usesMax: 1 }`.',
  },
  DOUYIN_REGIONS: {
    severity: 'warning',
    title: 'a campaign on Douyin does not count regions',
    why: 'Its figures there are a heat map by region; without regions reported, yours cannot be set beside it.',
    example: 'platform: douyin\ntracking: { regions: false }',
    remedy: 'Report the region with each redemption, and write `tracking: { regions: true }`.',
  },
} as const satisfies FindingTexts;

/** Douyin's ways. */
export function checkDouyin(terms: Terms, tell: Tell<typeof douyinFindings>): void {
  if (terms.platform !== 'douyin') return;
  const { givenOut } = terms.code;
  if (givenOut !== 'by-allocation') {
    tell({
      id: 'DOUYIN_ALLOCATION',
      path: ['spec', 'code', 'givenOut'],
      message: givenOutNow[givenOut],
      suggestion: asIs('givenOut: by-allocation'),
    });
  }
  const { usesMax } = terms.redemption;
  if (usesMax !== 1) {
    tell({
      id: 'DOUYIN_SINGLE_USE',
      path: ['spec', 'redemption', 'usesMax'],
      message:
        usesMax === null
          ? say`a code may be used without limit`
          : say`a code may be used ${usesMax} times`,
      suggestion: asIs('usesMax: 1'),
    });
  }
  if (terms.tracking.regions) return;
  tell({
    id: 'DOUYIN_REGIONS',
    path: ['spec', 'tracking', 'regions'],
    message: say`regions are not counted`,
    suggestion: asIs('tracking: { regions: true }'),
  });
}
