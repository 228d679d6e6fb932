import { readFileSync } from 'node:fs';

import { publishCampaign, type CampaignPublished } from '../../client/publish.ts';
import { compileCampaign, type CompiledCampaign } from '../../compile/campaign.ts';
import { assignVariant } from '../../domain/campaign/assign-variant.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { parseSubjectId } from '../../domain/ids.ts';
import { somebody, type Service } from './service.ts';

export type Compiled = Extract<CompiledCampaign, { ok: true }>;

/** The YAML of a campaign with three variants for everybody, and one of a segment. */
export const variedYaml = readFileSync(new URL('cases/varied.yaml', import.meta.url), 'utf8');

/** Compiles a campaign that has to be right. */
export function compiled(text: string): Compiled {
  const made = compileCampaign(text);
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  return made;
}

/** Publishes as `usher publish` does, a sandbox unless said, on the queues of the stage. */
export async function publish(
  { stage }: Service,
  { terms, digest, variants }: Compiled,
  { source, sandbox = true }: { readonly source: string; readonly sandbox?: boolean },
): Promise<CampaignPublished> {
  const { pool, client: temporal, queues } = stage;
  const services = { pool, temporal, effectsTaskQueue: queues.effects };
  const call = { terms, digest, variants, source, by: 'test', sandbox };
  const published = await publishCampaign(services, call);
  if (!published.ok) throw new Error(published.message);
  return published;
}

/** The schedules that publishing has made run in real time, beyond the test. */
export async function deleteSchedules({ stage }: Service): Promise<void> {
  const { schedule } = stage.client;
  for await (const { scheduleId } of schedule.list()) {
    if (scheduleId.endsWith(stage.queues.effects)) await schedule.getHandle(scheduleId).delete();
  }
}

/** Somebody new who is assigned this variant. */
export function holderOf(terms: Terms, variant: string): string {
  for (;;) {
    const name = somebody();
    const holder = parseSubjectId(name);
    if (holder !== undefined && assignVariant(terms, { holder })?.id === variant) return name;
  }
}

/** The variant whose terms a code has; undefined for the campaign's own. */
export async function variantOf(service: Service, codeId: string): Promise<string | undefined> {
  const { rows } = await service.stage.pool.query<{ variant: string | null }>(
    `SELECT v.terms ->> 'variant' AS variant
     FROM code c JOIN campaign_version v ON v.digest = c.digest WHERE c.id = $1`,
    [codeId],
  );
  return rows[0]?.variant ?? undefined;
}

/** Somebody new redeems a code and registers. What the code's holder gets for it, by reward. */
export async function invite(
  { usher }: Service,
  campaign: string,
  code: string,
): Promise<Readonly<Record<string, number>>> {
  const invitee = somebody();
  const redeemed = await usher.redeem({ code, invitee });
  if (!redeemed.ok) throw new Error(redeemed.message);
  return grantedBy(await usher.milestone({ campaign, invitee, milestone: 'registered' }));
}

function grantedBy(outcome: Outcome): Readonly<Record<string, number>> {
  if (!outcome.ok) throw new Error(outcome.message);
  const granted = (outcome.rewards ?? []).filter((one) => one.granted);
  return Object.fromEntries(granted.map(({ reward, minor }) => [reward, minor]));
}
