import type { Terms } from '../../domain/campaign/terms.ts';
import { formatDuration } from '../../domain/time.ts';
import type { FindingTexts, Tell } from '../finding.ts';
import { givenOutNow } from './given-out.ts';
import { asIs, say } from '../../lang/say.ts';

const weekMs = 7 * 86_400_000;

export const alipayFindings = {
  ALIPAY_VALIDITY: {
    severity: 'error',
    title: 'on Alipay a code lives seven days, no more and no less',
    why: 'Validity is fixed there: what shares, renewals, resets, another lifetime or a member code that is still redeemed promise does not happen, and people complain to you.',
    example: 'platform: alipay\nvalidity: { lifetime: 24h }',
    remedy:
      'Write `lifetime: 7d`, without `extension`, `renewal` and `reset`; a code that is converted at its end takes no redemptions (`redeem: refused`).',
  },
  ALIPAY_GENERATION: {
    severity: 'error',
    title: 'on Alipay codes are made by technical support only',
    why: 'No service of yours can ask for one: codes are ordered, and handed over.',
    example: 'platform: alipay\ncode: { generation: automatic }',
    remedy: 'Write `generation: manual` and `givenOut: by-support`.',
  },
  ALIPAY_REWARD: {
    severity: 'error',
    title: 'on Alipay rewards are points and coupons',
    why: 'Cash and privileges of your own cannot be given out by an invitation there.',
    example: 'platform: alipay\nrewards:\n  - { template: cash }',
    remedy: 'Use template `points` or `coupon`.',
  },
} as const satisfies FindingTexts;

/** Alipay's ways. */
export function checkAlipay(terms: Terms, tell: Tell<typeof alipayFindings>): void {
  if (terms.platform !== 'alipay') return;
  checkValidity(terms, tell);
  const { generation, givenOut } = terms.code;
  if (generation !== 'manual' || givenOut !== 'by-support') {
    const isAutomatic = generation !== 'manual';
    tell({
      id: 'ALIPAY_GENERATION',
      path: ['spec', 'code', isAutomatic ? 'generation' : 'givenOut'],
      message: isAutomatic ? say`codes are made by the system` : givenOutNow[givenOut],
      suggestion: asIs('generation: manual, givenOut: by-support'),
    });
  }
  for (const [index, { kind }] of terms.rewards.entries()) {
    if (kind === 'points' || kind === 'coupon') continue;
    tell({
      id: 'ALIPAY_REWARD',
      path: ['spec', 'rewards', index, 'template'],
      message: say`${kind} cannot be given out there`,
      suggestion: say`template: points or coupon`,
    });
  }
}

function checkValidity({ validity }: Terms, tell: Tell<typeof alipayFindings>): void {
  const path = ['spec', 'validity'];
  const { lifetime, extension, renewal = null, reset, onExpiry } = validity;
  if (lifetime.kind !== 'for' || lifetime.ms !== weekMs) {
    const life = {
      campaign: say`codes live until the campaign ends`,
      'long-term': say`codes live for ever`,
    };
    tell({
      id: 'ALIPAY_VALIDITY',
      path: [...path, 'lifetime'],
      message:
        lifetime.kind === 'for'
          ? say`codes live ${formatDuration(lifetime.ms)}`
          : life[lifetime.kind],
      suggestion: asIs('lifetime: 7d'),
    });
  }
  for (const [word, terms] of Object.entries({ extension, renewal, reset })) {
    if (terms === null) continue;
    tell({
      id: 'ALIPAY_VALIDITY',
      path: [...path, word],
      at: 'key',
      message: say`${word} changes how long a code lives`,
      suggestion: say`no ${word}`,
    });
  }
  if (onExpiry.action !== 'convert' || onExpiry.redeem === 'refused') return;
  tell({
    id: 'ALIPAY_VALIDITY',
    path: [...path, 'onExpiry', 'redeem'],
    message: say`a code is redeemed after its seven days as a member code`,
    suggestion: asIs('redeem: refused'),
  });
}
