import { mkdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { checkStory } from '../../cli/demo/check.ts';
import { liveStage } from '../../cli/demo/live-stage.ts';
import { simulatedStage } from '../../cli/demo/simulated-stage.ts';
import { passwordInSandbox } from '../../cli/demo/sandbox-inbox.ts';
import { checkInSandbox } from '../../cli/demo/sandbox-verifier.ts';
import { stories } from '../../cli/demo/stories/index.ts';
import { storyCampaign, storyText } from '../../cli/demo/story-campaign.ts';
import {
  comparable,
  word,
  type Stage as StoryStage,
  type Story,
  type StoryState,
} from '../../cli/demo/story.ts';
import { fastForwardCampaign } from '../../client/fast-forward.ts';
import { publishCampaign } from '../../client/publish.ts';
import { createUsher, type Usher } from '../../client/usher.ts';
import type { CodeId } from '../../domain/ids.ts';
import { duration, instant } from '../../domain/time.ts';
import { check } from '../../reconcile/check.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { servicesOf } from '../../sandbox/services.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { memoryCampaign, shipped } from '../support/story-campaign.ts';
import { recordHistory } from '../support/record-history.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

let stage: Stage;
let sandbox: Sandbox;
let usher: Usher;

beforeAll(async () => {
  stage = await createStage();
  sandbox = await startSandbox({ secret });
  await stage.work({
    sweepEveryMs: 2_000,
    services: servicesOf(sandbox),
  });
  const { client: temporal, pool, keys, queues } = stage;
  const notifier = { url: `${sandbox.url}/notifier`, secret };
  usher = createUsher({
    ...{ temporal, pool, keys, notifier },
    ...{ taskQueue: queues.codes, effectsTaskQueue: queues.effects },
  });
});

afterAll(async () => {
  await usher.close();
  await stage.close();
  await sandbox.stop();
});

interface Played {
  readonly words: readonly string[];
  readonly outcomes: readonly (object | null)[];
  readonly state: StoryState;
}

async function playOn(stageOfIt: StoryStage, story: Story): Promise<Played> {
  const words: string[] = [];
  const outcomes: (object | null)[] = [];
  for (const step of story.steps) {
    const outcome = await stageOfIt.play(step);
    words.push(`${step.do} ${word(outcome)}`);
    outcomes.push(comparable(outcome));
  }
  return { words, outcomes, state: await stageOfIt.read() };
}

async function playLive(story: Story): Promise<Played> {
  const { client: temporal, pool, queues } = stage;
  const source = storyText(story, shipped(`campaigns/${story.campaign}.yaml`));
  const { terms, digest, policy } = memoryCampaign(story, instant(Date.now()));
  await publishPolicy(pool, policy);
  const services = { temporal, pool, taskQueue: queues.codes, effectsTaskQueue: queues.effects };
  const published = await publishCampaign(services, {
    terms,
    digest,
    source,
    sandbox: true,
    by: 'test',
  });
  if (!published.ok) throw new Error(published.message);
  let first: CodeId | undefined;
  const live = liveStage({
    usher,
    db: pool,
    campaign: terms.campaign,
    refreshes: terms.validity.refresh !== null,
    forward: async (ms) => {
      await fastForwardCampaign(services, terms.campaign, duration(ms));
    },
    passwordOf: (phone) => passwordInSandbox(sandbox.url, phone),
    checked: (code, act) => checkInSandbox({ usher, temporal, sandboxUrl: sandbox.url }, code, act),
    onIssue: (_holder, code) => (first ??= code),
  });
  const played = await playOn(live, story);
  if (process.env['RECORD_HISTORIES'] === '1' && first !== undefined) {
    const folder = new URL('../replay/histories/', import.meta.url);
    await mkdir(folder, { recursive: true });
    const history = await recordHistory(temporal, terms.campaign, first);
    await writeFile(new URL(`${terms.campaign}.json`, folder), history);
  }
  return played;
}

async function playSimulated(story: Story): Promise<Played> {
  const simulated = simulatedStage(memoryCampaign(story, instant(Date.now())));
  return playOn(simulated, story);
}

describe.concurrent('a shipped campaign, from YAML to ledger on the real services', () => {
  for (const story of stories) {
    it(`${storyCampaign(story)}: ${story.title}`, { timeout: 120_000 }, async () => {
      const simulated = await playSimulated(story);
      const live = await playLive(story);
      const promised = story.steps.map((step) => `${step.do} ${step.expect ?? 'ok'}`);
      expect(live.words).toEqual(promised);
      expect(checkStory(story.campaign, story.promise, live.state)).toEqual([]);
      // The two drivers of the one core: states, outcomes and ledger entries are the same.
      expect(live).toEqual(simulated);
    });
  }
});

describe('after all stories', () => {
  it('no ledger invariant is broken, and row, workflow and ledger agree', async () => {
    const { client: temporal, pool, queues } = stage;
    expect(await checkInvariants(pool)).toEqual([]);
    expect(await check({ temporal, pool, taskQueue: queues.codes })).toEqual([]);
  });
});
