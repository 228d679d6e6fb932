import type { Platform } from './platforms.ts';
import type { Reward } from './rewards.ts';
import type { Scenario } from './scenarios.ts';

/** What is to be written, with every question answered. */
export interface Plan {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly timeZone: string;
  readonly platformName: string;
  readonly platform: Platform;
  readonly scenario: Scenario;
  readonly reward: Reward;
}
