import { assert } from '../../domain/assert.ts';
import { startOfDay } from '../../domain/calendar.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Command } from '../../domain/code/command.ts';
import type { Facts, PartyFacts, Rival } from '../../domain/commit/facts.ts';
import type {
  CodeRow,
  OperationRow,
  RedemptionRow,
  ReviewRow,
  RewardRow,
} from '../../domain/commit/rows.ts';
import type { Suspension } from '../../domain/commit/sanction.ts';
import type { CodeId, RewardId, SubjectId } from '../../domain/ids.ts';
import type { MinorUnits } from '../../domain/money.ts';
import type { Certificate, CertificateLimit } from '../../domain/policy/certificate.ts';
import type { PartyKey } from '../../domain/policy/party.ts';
import type { Packets } from '../../domain/reward/packets.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import type { Instant } from '../../domain/time.ts';
import { lockComers, lockRelations } from '../codes/lock-comers.ts';
import { lockHolder } from '../codes/lock-holder.ts';
import { inviteesOf } from '../codes/invitees-of.ts';
import { readBorder } from '../consents/read-border.ts';
import { readStreams } from '../streams/read-streams.ts';
import { lockCertificates } from '../parties/certificates.ts';
import { queryOne, type Db } from '../query.ts';
import { askedBy, type Asked } from './asked.ts';
import { invitationsLimit } from './invitations-limit.ts';
import { factsStatement } from './facts-sql.ts';
import { lockProofs } from './lock-proofs.ts';
import { statedPhones } from './stated-phones.ts';

export interface FactsInput {
  /** As `lockCode` has returned it in this transaction. */
  readonly code: CodeRow;
  readonly terms: Terms;
  readonly policy: RiskPolicy;
  /** Tried beside it. Unless said, none is. */
  readonly shadow?: RiskPolicy | null;
  readonly commands: readonly Command[];
  readonly now: Instant;
  readonly packets: Packets;
  readonly freshCodeId: CodeId;
}

/** A limit is null where there is none of its length. */
interface Certified extends Pick<Certificate, 'group'> {
  readonly limits: readonly (CertificateLimit | null)[];
}

interface Found {
  readonly campaign: Facts['campaign'] | null;
  readonly operations: readonly Pick<OperationRow, 'opId' | 'bodyHash' | 'outcome'>[] | null;
  readonly redemptions: readonly RedemptionRow[] | null;
  readonly reviews: readonly ReviewRow[] | null;
  readonly rewards: readonly RewardRow[] | null;
  readonly payoutsStoppable: readonly RewardId[] | null;
  readonly payoutsUnsent: readonly RewardId[] | null;
  readonly owedOf: readonly (readonly [RewardId, MinorUnits])[] | null;
  readonly othersOpen: number;
  readonly later: Instant | null;
  readonly touches: readonly { subject: SubjectId; code: CodeId; at: Instant }[] | null;
  readonly rivals: readonly (Rival & { readonly subject: SubjectId })[] | null;
  readonly uplines: readonly SubjectId[] | null;
  readonly standings: {
    readonly holderDepth: number;
    readonly inviters: readonly (readonly [SubjectId, SubjectId])[] | null;
    readonly heads: readonly SubjectId[] | null;
  } | null;
  readonly debts: readonly string[] | null;
  readonly invitations: number;
  readonly checks: readonly string[] | null;
  readonly parties: readonly (PartyFacts & { readonly party: PartyKey })[] | null;
  readonly ties: Facts['ties'] | null;
  readonly clicks: readonly { readonly subject: SubjectId; readonly at: Instant }[] | null;
  readonly bound: boolean | null;
  readonly suspension: Suspension | null;
  readonly certificates: readonly Certified[] | null;
}

/**
 * Everything that deciding the batch may look at but steps that stand (`withSteps`), in one statement. Rewards
 * among it are locked to the end of the transaction. Invitations of the day are counted as far as the policy
 * needs.
 */
export async function gatherFacts(db: Db, input: FactsInput): Promise<Facts> {
  const { code, terms, policy, shadow = null, commands, now, packets, freshCodeId } = input;
  const policies = shadow === null ? [policy] : [policy, shadow];
  const asked = askedBy(commands, { code, terms, policies, now });
  // Whoever issues a code to the same holder now has done so, or waits, before others are counted.
  if (terms.exclusion) await lockComers(db, terms.exclusion.group, await comersOf(db, code, asked));
  if (asked.traced > 0) await lockRelations(db, code, asked.comers);
  if (asked.room) await lockHolder(db, code.campaign, code.holder);
  const { lists } = asked;
  if (lists.length > 0) await lockCertificates(db, { lists, holder: code.holder, now });
  const statement = { name: statementName(asked), text: factsStatement(asked) };
  const found = await queryOne<Found & Record<string, unknown>>(
    db,
    statement,
    parametersOf(input, asked, policies),
  );
  assert(found !== undefined && found.campaign !== null, `code ${code.id} has no campaign`);
  return {
    ...{ now, terms, policy, shadow, code, packets, freshCodeId, said: {}, stepsStanding: [] },
    campaign: found.campaign,
    holderHasRoom: found.othersOpen < terms.code.perPerson,
    laterRowDeadline: found.later,
    inviterInvitationsToday: found.invitations,
    inviterBound: found.bound,
    inviterSuspension: found.suspension,
    ...listsOf(found),
    standings: standingsOf(found),
    proofs: await lockProofs(db, code, commands),
    streams: await readStreams(db, code, { terms, commands }),
    border: await readBorder(db, { campaign: code.campaign, terms, comers: asked.comers, now }),
    statedPhones: await statedPhones(db, code, { terms, commands }),
    ...rowsOf(found),
  };
}

/** In the order in which the statement numbers them. */
function parametersOf(
  { code, terms, now }: FactsInput,
  asked: Asked,
  policies: readonly RiskPolicy[],
): readonly unknown[] {
  return [
    code.campaign,
    code.id,
    now,
    asked.opIds,
    asked.comers,
    asked.invitees,
    asked.redemptions,
    asked.reviews,
    asked.rewards,
    asked.parties,
    now - terms.attribution.windowMs,
    startOfDay(now, terms.period.timeZone),
    code.holder,
    code.lineage,
    invitationsLimit(policies),
    terms.redemption.usesMax,
    terms.exclusion?.group ?? null,
    asked.identities,
    asked.lists,
    asked.uplines,
    asked.sentAssets,
  ];
}

/** Who redeems, and whose cancelled redemption is to count again. */
async function comersOf(
  db: Db,
  { campaign }: CodeRow,
  { comers, corrections, redemptions }: Asked,
): Promise<readonly SubjectId[]> {
  return corrections ? [...comers, ...(await inviteesOf(db, campaign, redemptions))] : comers;
}

type Rows =
  | 'operations'
  | 'redemptions'
  | 'reviews'
  | 'rewards'
  | 'touches'
  | 'rivals'
  | 'payoutsStoppable'
  | 'payoutsUnsent'
  | 'owedOf'
  | 'parties'
  | 'clicks';

type Lists = 'inviterChecksToday' | 'uplines' | 'debts' | 'ties' | 'inviterCertificates';

function listsOf({ checks, uplines, debts, ties, certificates }: Found): Pick<Facts, Lists> {
  return {
    inviterChecksToday: checks ?? [],
    uplines: uplines ?? [],
    debts: new Set(debts ?? []),
    ties: ties ?? [],
    inviterCertificates: (certificates ?? []).map(({ group, limits }) => ({
      group,
      limits: limits.filter((limit) => limit !== null),
    })),
  };
}

function standingsOf({ standings }: Found): Facts['standings'] {
  if (standings === null) return null;
  const { holderDepth, inviters, heads } = standings;
  return { holderDepth, inviters: new Map(inviters), heads: new Set(heads) };
}

/** Lists by what they are looked up by; a list that was not asked for is empty. */
function rowsOf(found: Found): Pick<Facts, Rows> {
  const listed = <Row>(rows: readonly Row[] | null): readonly Row[] => rows ?? [];
  return {
    operations: new Map(listed(found.operations).map(({ opId, ...answer }) => [opId, answer])),
    redemptions: new Map(listed(found.redemptions).map((row) => [row.id, row])),
    reviews: new Map(listed(found.reviews).map((row) => [row.id, row])),
    rewards: new Map(listed(found.rewards).map((row) => [row.id, row])),
    touches: new Map(listed(found.touches).map(({ subject, ...touch }) => [subject, touch])),
    rivals: new Map(listed(found.rivals).map(({ subject, ...rival }) => [subject, rival])),
    payoutsStoppable: new Set(listed(found.payoutsStoppable)),
    payoutsUnsent: new Set(listed(found.payoutsUnsent)),
    owedOf: new Map(listed(found.owedOf)),
    parties: new Map(listed(found.parties).map(({ party, ...facts }) => [party, facts])),
    clicks: new Map(listed(found.clicks).map(({ subject, at }) => [subject, at])),
  };
}

/** The same for all batches whose statements have the same text. */
function statementName(asked: Asked): string {
  const { heldRewards, corrections, touches, room, rivals, debts, ties, clicks, binding } = asked;
  const lists = [asked.comers, asked.rewards, asked.parties, asked.lists];
  const parts = [
    ...[heldRewards, corrections, touches, room, rivals, debts, ties, clicks, binding],
    ...lists.map(({ length }) => length > 0),
    asked.uplines > 0,
    asked.traced > 0,
  ];
  return `facts-${asked.deadlines}-${parts.map(Number).join('')}`;
}
