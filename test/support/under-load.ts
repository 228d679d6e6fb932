import { setTimeout as sleep } from 'node:timers/promises';

import { expect } from 'vitest';

import type { CampaignId } from '../../domain/ids.ts';
import { conclude } from './conclude.ts';
import { publishCrashCampaign, type CampaignChanges } from './crash-campaign.ts';
import type { CrashStack } from './crash-stack.ts';
import { issueCodes, openCallers, startLoad } from './load.ts';

const holders = Array.from({ length: 5 }, (_, n) => `holder-${String(n)}`);
const guestsPerSecond = 6;
const betweenMs = 4_000;

/** What dies with nothing left beside it. Deaths one at a time are test/chaos. */
export interface Strikes {
  readonly id: string;
  readonly name: string;
  /** What its campaign has besides held rewards, with which timers fire all the while. */
  readonly changes?: CampaignChanges;
  readonly prepare?: (campaign: CampaignId) => Promise<unknown>;
  /** Kills things and brings them up again; returns how many it has killed. */
  readonly strike: () => Promise<number>;
  /** Once the load has ended. */
  readonly afterwards?: (campaign: CampaignId) => Promise<void>;
}

/** Strikes twice under load. */
export async function strikeUnderLoad(stack: CrashStack, strikes: Strikes): Promise<void> {
  const { id, name, changes, prepare, strike, afterwards } = strikes;
  const campaign = await publishCrashCampaign(stack.pool, id, { hold: '2s', ...changes });
  await prepare?.(campaign);
  const callers = openCallers(stack.usher, campaign);
  const codes = await issueCodes(stack, campaign, holders);
  const load = startLoad(stack.usher, callers, { codes, guestsPerSecond });
  let kills = 0;
  let since = Date.now();
  for (let round = 0; round < 2; round += 1) {
    await sleep(betweenMs);
    kills += await strike();
    since = Date.now();
  }
  await sleep(betweenMs);
  await load.finish();
  if (afterwards !== undefined) {
    await afterwards(campaign);
    since = Date.now();
  }
  const figures = { kills };
  const audit = await conclude(stack, { scenario: name, campaign, callers, since, figures });
  expect(audit.redemptions).toBe(load.guests);
}
