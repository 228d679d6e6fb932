import { openStatuses } from '../../domain/code/state.ts';
import type { CampaignId, CodeId } from '../../domain/ids.ts';
import { queryOne, type Db } from '../query.ts';

const isOpen = `status IN (${openStatuses.map((status) => `'${status}'`).join(', ')})`;

const text = `
  SELECT c.id FROM code c
  WHERE c.campaign = $1 AND c.holder = (
    SELECT min(subject) FROM inviter_phone WHERE campaign = $1 AND phone = $2 HAVING count(*) = 1)
  ORDER BY c.${isOpen} DESC, c.id DESC LIMIT 1`;

/**
 * The code of the one person who has this phone in the campaign, an open one before others; undefined where
 * nobody has it, or several do. `phone` is a blind index.
 * @throws StoreUnavailable
 */
export async function codeOfPhone(
  db: Db,
  campaign: CampaignId,
  phone: string,
): Promise<CodeId | undefined> {
  const found = await queryOne<{ id: CodeId }>(db, { name: 'code-of-phone', text }, [
    campaign,
    phone,
  ]);
  return found?.id;
}
