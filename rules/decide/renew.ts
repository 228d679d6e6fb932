import { lengthened } from '../../domain/code/transition.ts';
import { operatorKey } from '../../domain/commit/counters.ts';
import { isOpen } from '../../domain/code/state.ts';
import { operatorAccount, renewalsAccount } from '../../domain/ledger/accounts.ts';
import type { Instant } from '../../domain/time.ts';
import { around } from './answer.ts';
import type { Draft } from './draft.ts';

/**
 * Smart renewal: at every so many uses the code lives longer, and the operator's account is charged.
 * When that has not enough, the code lives on as it was, its holder is told so, and it is asked again
 * after as many uses more. What would add nothing is not charged.
 */
export function renew(draft: Draft, at: Instant): void {
  const { renewal } = draft.terms.validity;
  const { redemptions, renewals = 0, status } = draft.state;
  if (renewal === undefined || redemptions < (renewals + 1) * renewal.everyUses) return;
  draft.change({ renewals: renewals + 1 });
  const longer = isOpen(status) ? lengthened(around(draft), draft.state, renewal) : null;
  if (longer === null) return;
  const { asset, priceMinor: minor } = renewal;
  const { code } = draft.facts;
  const key = operatorKey(asset);
  const granted = draft.fits(key, minor);
  draft.record({ kind: 'renewal', at, data: { granted, asset, minor, uses: redemptions } });
  if (!granted) {
    draft.message('renewal-refused', at, { code: code.id });
    return;
  }
  draft.state = longer;
  draft.message('renewed', at, { code: code.id, expiresAt: longer.expiresAt });
  if (minor === 0) return;
  draft.take(key, minor);
  draft.entries.push({
    kind: 'charge',
    reward: null,
    source: operatorAccount(code.campaign),
    destination: renewalsAccount(code.campaign),
    asset,
    minor,
    at,
    reason: `renewal ${String(renewals + 1)} of code ${code.id}`,
    actor: null,
  });
}
