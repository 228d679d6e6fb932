import { traceLevelsOf } from '../../domain/campaign/scenario.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { isUse, type Command, type UseCommand } from '../../domain/code/command.ts';
import { isCorrection } from '../../domain/commit/overhang.ts';
import { reportedBy } from '../../domain/commit/report.ts';
import { mayOpenOne } from '../../domain/commit/room.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { OpId, RewardId, RowId, SubjectId } from '../../domain/ids.ts';
import { campaignKey, partiesOf, type PartyKey } from '../../domain/policy/party.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import {
  cycleLevels,
  readsOfAll,
  rewardLevels,
  type PolicyReads,
} from '../../domain/policy/reads.ts';
import { identitiesOf, type IdentityKey } from '../../domain/policy/ties.ts';
import type { Asset } from '../../domain/money.ts';
import { needsProvider } from '../../domain/reward/amount.ts';
import type { Instant } from '../../domain/time.ts';

/** Which rows a batch of commands speaks of, without repetitions. */
export interface Asked {
  readonly opIds: readonly OpId[];
  /** Who redeems or reserves. */
  readonly comers: readonly SubjectId[];
  /** Comers, and those whose milestones are reported. */
  readonly invitees: readonly SubjectId[];
  readonly redemptions: readonly RowId[];
  readonly reviews: readonly RowId[];
  readonly rewards: readonly RewardId[];
  /** Who uses the code, and the campaign where its failures are asked for. */
  readonly parties: readonly PartyKey[];
  /** What the comers bring along, where ties are asked for. */
  readonly identities: readonly IdentityKey[];
  readonly ties: boolean;
  /** Whether the comers' latest clicks on this line are asked for. */
  readonly clicks: boolean;
  /** Whether the inviter's binding is asked for. */
  readonly binding: boolean;
  /** Lists of certified users that matter. */
  readonly lists: readonly string[];
  /** Whether all held rewards are asked for: their code is being revoked. */
  readonly heldRewards: boolean;
  /** Whether redemptions are cancelled or reopened, or steps overhang: their rewards and all steps are asked for. */
  readonly corrections: boolean;
  /** Whether the code has rows with a deadline, and whether one may be over. */
  readonly deadlines: 'none' | 'later' | 'overdue';
  /** Whether an invitee's first click is asked for. */
  readonly touches: boolean;
  /** Whether redemptions in campaigns that exclude this one are asked for. */
  readonly rivals: boolean;
  /** Over how many levels those who invited the holder are asked for. */
  readonly uplines: number;
  /** Over how many levels the campaign traces who brought whom. */
  readonly traced: number;
  /** Whether debts are asked for of those for whom a reward may fall due. */
  readonly debts: boolean;
  /** Assets that a provider pays by these terms. */
  readonly sentAssets: readonly Asset[];
  /** Whether the holder's other open codes are asked for. */
  readonly room: boolean;
}

/** Collects what the facts of a batch are to contain. */
export function askedBy(
  commands: readonly Command[],
  about: {
    readonly code: CodeRow;
    readonly terms: Terms;
    /** Those by which the batch is judged. */
    readonly policies: readonly RiskPolicy[];
    readonly now: Instant;
  },
): Asked {
  const { code, now, terms, policies } = about;
  const reads = readsOfAll(policies);
  const { rowDeadline } = code.state;
  const traced = traceLevelsOf(terms.scenario);
  const isOverdue = rowDeadline !== null && rowDeadline <= now;
  const uses = commands.filter((command) => isUse(command));
  const comers = uses.map(({ invitee }) => invitee);
  const sentAssets = terms.rewards.flatMap(({ kind, asset }) =>
    needsProvider(kind) ? [asset] : [],
  );
  const reported = commands.flatMap((each) => reportedBy(terms, each)?.invitee ?? []);
  return {
    opIds: unique(commands.map(({ opId }) => opId)),
    comers: unique(comers),
    invitees: unique([...comers, ...reported]),
    redemptions: unique(
      commands.flatMap((each) => ('redemption' in each ? [each.redemption] : [])),
    ),
    reviews: unique(
      commands.flatMap((each) => (each.kind === 'decideReview' ? [each.review] : [])),
    ),
    rewards: unique(commands.flatMap((each) => (each.kind === 'reverse' ? [each.reward] : []))),
    ...(uses.length === 0 ? nothingOfAskers : askersOf(uses, reads, about)),
    heldRewards: commands.some(({ kind }) => kind === 'revoke'),
    corrections: commands.some(isCorrection),
    deadlines: rowDeadline === null ? 'none' : isOverdue ? 'overdue' : 'later',
    touches: uses.length > 0 && terms.attribution.touch === 'first',
    rivals: terms.exclusion !== undefined,
    traced,
    uplines: traced > 0 ? traced : uplinesRead(terms, uses.length > 0 && reads.cycle),
    debts: isOverdue || (sentAssets.length > 0 && (reported.length > 0 || commands.some(mayEarn))),
    sentAssets: unique(sentAssets),
    room: mayOpenOne(code, terms, commands, now),
  };
}

type OfAskers = Pick<Asked, 'parties' | 'identities' | 'ties' | 'clicks' | 'binding' | 'lists'>;

const nothingOfAskers: OfAskers = {
  ...{ parties: [], identities: [], lists: [] },
  ...{ ties: false, clicks: false, binding: false },
};

/** What the risk policy wants to know of those who use the code. */
function askersOf(
  uses: readonly UseCommand[],
  reads: PolicyReads,
  { code, policies }: { readonly code: CodeRow; readonly policies: readonly RiskPolicy[] },
): OfAskers {
  const { ties, clicks, binding } = reads;
  const campaign = reads.campaign ? [campaignKey(code.campaign)] : [];
  return {
    parties: unique([...uses.flatMap(partiesOf), ...campaign]),
    identities: ties ? unique(uses.flatMap(identitiesOf)) : [],
    ...{ ties, clicks, binding },
    lists: unique(policies.flatMap(({ whitelist = [] }) => whitelist.map(({ group }) => group))),
  };
}

function mayEarn({ kind }: Command): boolean {
  return ['redeem', 'reserve', 'confirm', 'decideReview', 'reopen'].includes(kind);
}

function uplinesRead({ rewards }: Terms, cycle: boolean): number {
  if (cycle) return cycleLevels;
  return rewards.some(({ level }) => level !== undefined) ? rewardLevels : 0;
}

function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}
