import { randomBytes } from 'node:crypto';
import pc from 'picocolors';

import { fastForwardCampaign } from '../../client/fast-forward.ts';
import { publishCampaign } from '../../client/publish.ts';
import { createUsher, type Usher } from '../../client/usher.ts';
import { compileCampaign } from '../../compile/campaign.ts';
import { compilePolicy } from '../../compile/policy.ts';
import { assert } from '../../domain/assert.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { duration } from '../../domain/time.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import type { LocalServices } from '../local-services.ts';
import { readShipped } from '../shipped.ts';
import { checkStory, type Broken } from './check.ts';
import { checkMoney } from './check-money.ts';
import { liveStage } from './live-stage.ts';
import { passwordInSandbox } from './sandbox-inbox.ts';
import { checkInSandbox } from './sandbox-verifier.ts';
import { stories } from './stories/index.ts';
import { storyText } from './story-campaign.ts';
import type { Story } from './story.ts';
import { tellState, tellStep } from './tell.ts';

export interface DemoOptions {
  readonly services: LocalServices;
  readonly print: (line: string) => void;
  /** Appended to campaign ids, where the database may hold an earlier demo. */
  readonly suffix: string;
}

/** A suffix that no earlier demo on the same database had. */
export function demoSuffix(): string {
  return `-${randomBytes(3).toString('hex')}`;
}

/** Publishes the shipped files and plays every story on them. Returns what was not as promised. */
export async function runDemo(options: DemoOptions): Promise<readonly Broken[]> {
  const { pool, temporal, keys } = options.services;
  const { notifier } = options.services.stack;
  const usher = createUsher({ temporal, pool, keys, ...(notifier ? { notifier } : {}) });
  const broken: Broken[] = [];
  try {
    await publishPolicies(options);
    for (const story of stories) broken.push(...(await playStory(options, usher, story)));
    broken.push(...(await checkMoney(options.services, stories)));
  } finally {
    await usher.close();
  }
  return broken;
}

export async function publishPolicies({ services }: DemoOptions): Promise<void> {
  for (const name of ['none', 'default', 'reviewed', 'livestream']) {
    const compiled = compilePolicy(await readShipped(`rules/policies/${name}.yaml`));
    assert(compiled.ok, `the shipped policy ${name} compiles`);
    await publishPolicy(services.pool, compiled.policy);
  }
}

export async function playStory(
  options: DemoOptions,
  usher: Usher,
  story: Story,
): Promise<readonly Broken[]> {
  const { print, services } = options;
  const { campaign, validity } = await publishStory(options, story);
  print('');
  print(`${pc.bold(campaign)}: ${story.title}`);
  const stage = liveStage({
    usher,
    db: services.pool,
    campaign,
    refreshes: validity.refresh !== null,
    forward: async (ms) => {
      const { pool, temporal } = services;
      await fastForwardCampaign({ pool, temporal }, campaign, duration(ms));
    },
    passwordOf: (phone) => passwordInSandbox(services.stack.sandboxUrl, phone),
    checked: (code, act) => {
      const { temporal, stack } = services;
      return checkInSandbox({ usher, temporal, sandboxUrl: stack.sandboxUrl }, code, act);
    },
    onIssue: (holder, code) => {
      const { temporalUi } = services.stack;
      if (temporalUi !== null)
        print(pc.dim(`  ${holder}'s code: ${linkTo(temporalUi, campaign, code)}`));
    },
  });
  const broken: Broken[] = [];
  for (const step of story.steps) {
    const outcome = await stage.play(step);
    print(tellStep(step, outcome));
    const expected = step.expect ?? 'ok';
    const found = outcome === undefined || outcome.ok ? 'ok' : outcome.code;
    if (found !== expected)
      broken.push({ campaign, what: tellStep(step, outcome), expected, found });
  }
  const state = await stage.read();
  for (const line of tellState(state)) print(line);
  broken.push(...checkStory(campaign, story.promise, state));
  const verdict = broken.length === 0 ? pc.green('as promised') : pc.red('NOT as promised');
  print(`  ${verdict}`);
  return broken;
}

async function publishStory(options: DemoOptions, story: Story): Promise<Terms> {
  const { services, suffix } = options;
  const file = await readShipped(`campaigns/${story.campaign}.yaml`);
  const source = storyText(story, file, suffix);
  const compiled = compileCampaign(source);
  assert(compiled.ok, `the shipped campaign ${story.campaign} compiles`);
  const { terms, digest } = compiled;
  const published = await publishCampaign(services, {
    terms,
    digest,
    source,
    sandbox: true,
    by: 'usher demo',
  });
  if (!published.ok) throw new Error(`${terms.campaign}: ${published.message}`);
  return terms;
}

/** The code's history in the Temporal UI. */
function linkTo(ui: string, campaign: string, code: string): string {
  const id = encodeURIComponent(`code/${campaign}/${code}`);
  return `${ui}/namespaces/default/workflows/${id}`;
}
