import { inFull } from '../../domain/campaign/milestones.ts';
import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import { purchaseWorth } from '../../domain/reward/amount.ts';
import type { Situation } from './situation.ts';

/** An amount at which a reward turns: of a property of a milestone, or of the reported purchase. */
export interface Turn {
  readonly milestone: string;
  /** Null: the reported purchase. */
  readonly property: string | null;
  readonly minor: number;
}

type BeforeAtHand = Pick<Situation, 'inviteesBefore'>;

/** The amounts at which a reward is granted, or its schedule goes on to another band, step or bound. */
export function turnsByAmount(
  { when, schedule }: RewardTerms,
  { inviteesBefore }: BeforeAtHand,
): readonly Turn[] {
  const least = when.milestones.map(inFull).flatMap(({ milestone, atLeast }): readonly Turn[] => {
    return atLeast === null ? [] : [{ milestone, ...atLeast }];
  });
  switch (schedule.kind) {
    case 'purchase-bands':
      return [
        ...least,
        ...schedule.bands.map(({ purchases }) => ({ ...schedule.of, minor: purchases })),
      ];
    case 'purchase-ladder': {
      // All who came before have bought for as much.
      const buyers = inviteesBefore + 1;
      const shares = schedule.steps.map(({ purchases }) => Math.ceil(purchases / buyers));
      return [...least, ...shares.map((minor) => ({ ...schedule.of, minor }))];
    }
    case 'percent': {
      const bounds = [schedule.floor, schedule.ceiling].map((bound) =>
        purchaseWorth(schedule, bound),
      );
      return [...least, ...bounds.map((minor) => ({ ...schedule, minor }))];
    }
    default:
      return least;
  }
}

/** The invitees at which caps and limits are full. */
export function turnsByInvitee(
  { limits: shared = [] }: Terms,
  reward: RewardTerms,
): readonly number[] {
  const { asset, caps, limits = [], to } = reward;
  const own = shared.filter((limit) => limit.asset === null || limit.asset === asset);
  return [
    ...caps.map((cap) => fullAt(reward, cap, 1)),
    // A limit is of both sides together.
    ...[...limits, ...own].map((limit) => fullAt(reward, limit, to.length)),
  ];
}

/** The invitee who is the first to find a bound full, as far as that is the same for each. */
function fullAt(
  { schedule }: RewardTerms,
  { unit, max }: Pick<RewardTerms['caps'][number], 'unit' | 'max'>,
  sides: number,
): number {
  const takes = unit === 'count' ? 1 : schedule.kind === 'each' ? schedule.minor : max;
  return Math.floor(max / Math.max(1, takes * sides)) + 1;
}
