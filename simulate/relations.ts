import { isUse, type Command } from '../domain/code/command.ts';
import { traceLevelsOf } from '../domain/campaign/scenario.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import type { Facts } from '../domain/commit/facts.ts';
import { headsKey, type RelationAlarmRow, type RelationRow } from '../domain/commit/relation.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import type { Writes } from '../domain/commit/writes.ts';
import type { CampaignId, SubjectId } from '../domain/ids.ts';
import type { MemoryStore } from './memory-store.ts';

/** Who brought whom, in campaigns that trace it, and the alarms about it. */
export class Relations {
  readonly alarms: (RelationAlarmRow & { readonly campaign: CampaignId })[] = [];
  private readonly rows = new Map<string, RelationRow>();

  of(campaign: CampaignId, invitee: SubjectId): RelationRow | undefined {
    return this.rows.get(`${campaign}/${invitee}`);
  }

  put(campaign: CampaignId, { relations, relationAlarms }: Writes): void {
    for (const row of relations) this.rows.set(`${campaign}/${row.invitee}`, row);
    for (const row of relationAlarms) this.alarms.push({ ...row, campaign });
  }
}

/** Where the holder and the comers of a batch stand, as `store/commit` finds it. */
export function standingsOf(
  store: MemoryStore,
  terms: Terms,
  { code, commands }: { readonly code: CodeRow; readonly commands: readonly Command[] },
): Facts['standings'] {
  if (traceLevelsOf(terms.scenario) === 0) return null;
  const uses = commands.filter(isUse);
  if (uses.length === 0) return null;
  const { campaign, holder } = code;
  const comers = [...new Set(uses.map(({ invitee }) => invitee))];
  const bound = comers.flatMap((person) => store.relations.of(campaign, person) ?? []);
  const hasHeads = (person: SubjectId): boolean =>
    (store.counters.get(`${campaign}/${headsKey(1, person)}`)?.used ?? 0) > 0;
  return {
    holderDepth: store.relations.of(campaign, holder)?.depth ?? 0,
    inviters: new Map(bound.map(({ invitee, inviter }) => [invitee, inviter])),
    heads: new Set(comers.filter(hasHeads)),
  };
}
