import { isOpen } from '../../domain/code/state.ts';
import type { CapTerms, LimitTerms, RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import { budgetKey, capKey, sharedLimitKey, type Counted } from '../../domain/commit/counters.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { largestOf, type WorstCase } from '../../domain/campaign/worst-case.ts';
import { mostByInvitee } from '../../domain/reward/amount.ts';
import { drawName } from '../../domain/reward/packets.ts';
import { instant } from '../../domain/time.ts';
import type { MemoryStore } from '../memory-store.ts';

/**
 * What codes that are not settled may still earn at most, by asset, in minor units: every one reaches
 * its best end. Bounded by what the worst case of the whole campaign leaves, which is never above the
 * budget, by caps that are not reached, by the uses that a code and its successors may have, and by what
 * a schedule gives at most. An upper bound: that two rewards compete for one budget, or two codes for one
 * person's cap, is left out. `terms` are those of the campaign with the rewards of all its variants; a
 * code may earn what its own variant has.
 */
export function worstLeft(
  store: MemoryStore,
  terms: Terms,
  whole: readonly WorstCase[],
): Readonly<Record<string, number>> {
  const earned: Record<string, number> = {};
  for (const code of store.codes.values()) {
    if (code.campaign !== terms.campaign || code.state.status === 'settled') continue;
    const own = store.campaignOf(code).terms;
    for (const reward of own.rewards) {
      earned[reward.asset] = (earned[reward.asset] ?? 0) + codeLeft(store, own, code, reward);
    }
  }
  const left = whole.map(({ asset, minor }) => {
    const { used = 0 } = store.counters.get(`${terms.campaign}/${budgetKey(asset)}`) ?? {};
    const unspent = Math.max(0, minor - used);
    return [asset, Math.min(unspent, earned[asset] ?? 0, campaignLeft(store, terms, asset))];
  });
  return Object.fromEntries(left) as Record<string, number>;
}

type Counting = Pick<MemoryStore, 'counters'>;

/** What counts in the whole campaign looks at no time and no place. */
const never = { at: instant(0), channel: null, parameters: {}, timeZone: 'UTC' };
const nobody = { code: '', lineage: '', beneficiary: '' } as Counted;

function campaignLeft(store: Counting, terms: Terms, asset: string): number {
  const byReward = terms.rewards
    .filter((reward) => reward.asset === asset)
    .reduce((sum, reward) => {
      const caps = reward.caps.filter(({ scope }) => scope === 'campaign');
      const capped = cappedLeft(store, terms, { reward, caps, who: nobody });
      return sum + Math.min(capped, packetsLeft(store, terms, reward));
    }, 0);
  return Math.min(byReward, sharedLeft(store, terms, asset));
}

/** What limits of an amount in the whole campaign leave of all rewards of an asset. */
function sharedLeft(store: Counting, { campaign, limits = [] }: Terms, asset: string): number {
  const left = limits
    .filter((limit) => limit.asset === asset && limit.unit === 'amount' && isOfCampaign(limit))
    .map((limit) => {
      const { used = 0 } =
        store.counters.get(`${campaign}/${sharedLimitKey(limit, nobody, never)}`) ?? {};
      return Math.max(0, limit.max - used);
    });
  return Math.min(Infinity, ...left);
}

function isOfCampaign({ of, every }: LimitTerms): boolean {
  return every === null && of.kind === 'scope' && of.scope === 'campaign';
}

function codeLeft(store: Counting, terms: Terms, code: CodeRow, reward: RewardTerms): number {
  const { onExpiry } = terms.validity;
  const { generation, status } = code.state;
  const regenerates = onExpiry.action === 'regenerate' && code.successor === null && isOpen(status);
  const toCome = regenerates ? Math.max(0, onExpiry.generationsMax - generation) : 0;
  const who = { code: code.id, lineage: code.lineage, beneficiary: code.holder };
  const own = reward.caps.filter(({ scope }) => scope === 'code');
  const shared = reward.caps.filter(({ scope, sides }) => isOfInviter(reward, scope, sides));
  const months = reward.recurring?.months ?? 1;
  const most = mostByInvitee(reward.schedule) * reward.to.length * months;
  const byUse = (terms.redemption.usesMax ?? Infinity) * most;
  // Of a code that has ended, only those earn who redeemed it before.
  const takesMore = isOpen(status) || status === 'converted';
  const now = Math.min(
    takesMore ? byUse : code.state.uses * most,
    cappedLeft(store, terms, { reward, caps: own, who }),
  );
  const later = Math.min(
    byUse,
    cappedLeft({ counters: new Map() }, terms, { reward, caps: own, who }),
  );
  const shares = cappedLeft(store, terms, { reward, caps: shared, who });
  const packets = packetsLeft(store, terms, reward);
  return Math.min(toCome === 0 ? now : now + toCome * later, shares, packets);
}

/** What the packets that are not drawn may come to; infinite where none are drawn. */
function packetsLeft(store: Counting, { campaign }: Terms, reward: RewardTerms): number {
  const { schedule } = reward;
  if (schedule.kind !== 'random') return Infinity;
  const { packets, total, least, most } = schedule;
  const { used = 0 } = store.counters.get(`${campaign}/${drawName(reward, schedule)}`) ?? {};
  return Math.min((packets - used) * most, total - used * least);
}

/**
 * A person's cap bounds what the holder earns: an invitee is another person each time, and whoever stands above the
 * holder earns by the codes of many.
 */
function isOfInviter(reward: RewardTerms, scope: string, sides: string): boolean {
  if (scope === 'lineage') return true;
  const isHolders = !reward.to.includes('invitee') && (reward.level ?? 1) === 1;
  return scope === 'person' && isHolders && sides !== 'both';
}

/** What the caps leave of a reward; infinite where none bounds it. */
function cappedLeft(
  store: Counting,
  { campaign }: Terms,
  of: { readonly reward: RewardTerms; readonly caps: readonly CapTerms[]; readonly who: Counted },
): number {
  const { reward, caps, who } = of;
  return caps.reduce((least, cap) => {
    const most = cap.unit === 'amount' ? 1 : largestOf(reward);
    const sides = cap.sides === 'both' ? reward.to.slice(0, 1) : reward.to;
    const left = sides.reduce((sum, side) => {
      const used = store.counters.get(`${campaign}/${capKey(reward, cap, side, who)}`)?.used ?? 0;
      return sum + Math.max(0, cap.max - used) * most;
    }, 0);
    return Math.min(least, left);
  }, Infinity);
}
