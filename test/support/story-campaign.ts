import { readFileSync } from 'node:fs';
import { storyText } from '../../cli/demo/story-campaign.ts';
import type { Story } from '../../cli/demo/story.ts';
import { compileCampaign } from '../../compile/campaign.ts';
import { compilePolicy } from '../../compile/policy.ts';
import { earliest, instant, plus, type Instant } from '../../domain/time.ts';
import type { MemoryCampaign } from '../../simulate/memory-store.ts';

/** A Monday, ten o'clock in Shanghai. */
const storyStart = instant(Date.UTC(2026, 0, 5, 2));

/** A story's campaign, compiled from the shipped files, as the simulator publishes it. */
export function memoryCampaign(story: Story, startsAt: Instant = storyStart): MemoryCampaign {
  const compiled = compileCampaign(storyText(story, shipped(`campaigns/${story.campaign}.yaml`)));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  const { terms, digest } = compiled;
  const policy = compilePolicy(shipped(`rules/policies/${terms.risk.policy}.yaml`));
  if (!policy.ok) throw new Error(JSON.stringify(policy.diagnostics));
  const { ends } = terms.period;
  const endsAt = earliest(
    ends.kind === 'at' ? ends.at : null,
    ends.kind === 'after' ? plus(startsAt, ends.ms) : null,
  );
  return { terms, digest, policy: policy.policy, status: 'open', startsAt, endsAt };
}

export function shipped(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}
