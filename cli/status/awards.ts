import type pg from 'pg';

import type { Award } from '../../domain/award/award.ts';
import type { AwardId, CampaignId } from '../../domain/ids.ts';
import { formatMoney } from '../../domain/money.ts';
import { listAwards } from '../../store/awards/award-row.ts';
import { colours } from '../output/colour.ts';

const shownMax = 20;

/** Awards that wait for a second person, in lines and by their ids. */
interface AwardsHeld {
  readonly texts: readonly string[];
  readonly waiting: readonly AwardId[];
}

/** What awards of these campaigns wait for a person; the latest first. */
export async function awardsHeld(
  db: pg.Pool,
  campaigns: readonly CampaignId[],
): Promise<AwardsHeld> {
  const waiting = await listAwards(db, { campaigns, waiting: true, limit: shownMax });
  return { texts: waiting.map(waitingText), waiting: waiting.map(({ award }) => award) };
}

function waitingText({ award, campaign, person, asset, minor, givenBy, decideBy }: Award): string {
  const amount = `${formatMoney(minor, asset)} of ${campaign} for ${person}, given by ${givenBy}`;
  const until = decideBy === null ? '' : ` at ${new Date(decideBy).toISOString()}`;
  return `${colours.yellow('waits')}  award of ${amount}; refused${until} unless anybody but ${givenBy} approves it: \`usher award approve ${award} --reason …\``;
}
