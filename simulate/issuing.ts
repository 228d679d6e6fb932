import { assignVariant } from '../domain/campaign/assign-variant.ts';
import { newCode } from '../domain/code/new-code.ts';
import { refuseIssue } from '../domain/code/refuse-issue.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import { liveCodesKey } from '../domain/commit/counters.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import type { CampaignId, CodeId, SubjectId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { Issue } from './asked.ts';
import type { MemoryCampaign, MemoryStore } from './memory-store.ts';

/** The campaign as it is for a code that is asked for now. */
export function versionFor(store: MemoryStore, issue: Issue): MemoryCampaign {
  const { campaign, holder, segment, variant } = issue;
  const own = store.campaign(campaign);
  // Asked for by name, a variant is taken as a former one is.
  const assigned = assignVariant(own.terms, { holder, segment, former: variant });
  return store.campaignOf({ campaign, digest: assigned?.digest ?? own.digest });
}

/** The codes of a person that have not ended, oldest first. */
export function openCodesOf(
  store: MemoryStore,
  campaign: CampaignId,
  holder: SubjectId,
): readonly CodeId[] {
  return store.unsettledOf
    .of(campaign, holder)
    .filter((code) => store.code(code).state.endedAt === null);
}

/** The code that whoever has as many open ones as the terms allow gets again. */
export function codeAgain(
  store: MemoryStore,
  { campaign, holder }: Issue,
  { terms }: MemoryCampaign,
): CodeId | undefined {
  const held = openCodesOf(store, campaign, holder);
  return held.length >= terms.code.perPerson ? held.at(-1) : undefined;
}

/**
 * Why production would issue no code, as `store/codes` decides it; null where it would issue one, or
 * give one again.
 */
export function refusedIssue(store: MemoryStore, issue: Issue, now: Instant): Rejection | null {
  const campaign = versionFor(store, issue);
  const { terms } = campaign;
  const standing = store.parties.standingOf(issue.holder, now);
  const no = refuseIssue({ campaign, terms, standing, now }, issue);
  if (no !== null) return no;
  if (codeAgain(store, issue, campaign) !== undefined) return null;
  const live = store.counters.get(`${issue.campaign}/${liveCodesKey}`)?.used ?? 0;
  return live < terms.code.liveCodesMax ? null : reject('LIVE_CODES_EXHAUSTED');
}

const noParameters = {};

/** The row of a new code. Spreading parts of it would leave a gigabyte of garbage in a million codes. */
export function rowOf(
  { campaign, holder, channel, parameters }: Issue,
  { terms, digest, endsAt }: MemoryCampaign,
  { code, now }: { readonly code: CodeId; readonly now: Instant },
): CodeRow {
  return {
    id: code,
    campaign,
    digest,
    holder,
    lineage: code,
    predecessor: null,
    successor: null,
    channel: channel ?? null,
    parameters: parameters ?? noParameters,
    personalPrefix: '',
    trackingId: code,
    revision: 0,
    state: newCode(terms, { endsAt }, now),
  };
}
