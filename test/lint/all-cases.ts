import type { Case } from './base.ts';
import { codeCases } from './cases/codes.ts';
import { contradictionCases } from './cases/contradictions.ts';
import { falseNameCases } from './cases/false-names.ts';
import { payableCases } from './cases/payable.ts';
import { planCases } from './cases/plan.ts';
import { platformCases } from './cases/platforms.ts';
import { pointsCases } from './cases/points.ts';
import { purchaseSplitCases } from './cases/purchase-splits.ts';
import { scenarioCases } from './cases/scenarios.ts';
import { silenceCases } from './cases/silence.ts';
import { tierCases } from './cases/tiers.ts';
import { timeCases } from './cases/times.ts';

/** Every campaign that the linter is shown, by family. */
export const allCases: Readonly<Record<string, readonly Case[]>> = {
  codes: codeCases,
  tiers: tierCases,
  'false names': falseNameCases,
  'purchase splits': purchaseSplitCases,
  payable: payableCases,
  contradictions: contradictionCases,
  times: timeCases,
  plan: planCases,
  points: pointsCases,
  platforms: platformCases,
  scenarios: scenarioCases,
  silence: silenceCases,
};
