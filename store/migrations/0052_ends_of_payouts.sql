-- How payouts end that nobody can find out about by their keys any more, and what is owed once their money comes back.
--
-- payout.only_asked  once it has waited for a person, its key is asked about and never sent again, until somebody says
--                    that it was certainly not paid.
-- payout.settled     each time that somebody has said how it ended: {"paid": …, "ref": …, "actor": …, "reason": …,
--                    "at": …}, the latest last.

ALTER TABLE payout
  ADD COLUMN only_asked boolean NOT NULL DEFAULT false,
  ADD COLUMN settled jsonb NOT NULL DEFAULT '[]';
CREATE INDEX payout_parked ON payout (provider, key) WHERE state = 'manual';

-- `clear` takes off a debt what came back to the provider once it was owed: the person does not have it. Once for each
-- reward, as `entry_once` has it.
ALTER TABLE entry DROP CONSTRAINT entry_kind_check, DROP CONSTRAINT entry_of_reward;
ALTER TABLE entry ADD CONSTRAINT entry_kind_check CHECK (kind IN ('fund', 'hold', 'post', 'void',
  'lower', 'expire', 'reverse', 'charge', 'owe', 'set-off', 'repay', 'clear', 'forgive', 'reserve', 'spend',
  'release', 'lapse', 'cover', 'recover'));
ALTER TABLE entry ADD CONSTRAINT entry_of_reward
  CHECK ((reward IS NULL) = (kind NOT IN ('hold', 'post', 'void', 'lower', 'expire', 'reverse',
    'owe', 'set-off', 'repay', 'clear')));

-- As before, with what was cleared.
CREATE OR REPLACE VIEW reward_booking AS
SELECT campaign, reward,
  coalesce(sum(minor) FILTER (WHERE kind = 'hold'), 0)::bigint AS held,
  coalesce(sum(minor) FILTER (WHERE kind = 'set-off'), 0)::bigint AS set_off,
  coalesce(sum(minor) FILTER (WHERE kind = 'repay'), 0)::bigint AS repaid,
  coalesce(sum(minor) FILTER (WHERE kind = 'post'), 0)::bigint AS posted,
  coalesce(sum(minor) FILTER (WHERE kind IN ('void', 'expire')), 0)::bigint AS voided,
  coalesce(sum(minor) FILTER (WHERE kind = 'reverse'), 0)::bigint AS reversed,
  coalesce(sum(minor) FILTER (WHERE kind = 'owe'), 0)::bigint AS owed,
  min(asset) AS asset, string_agg(kind, ', ' ORDER BY kind) AS kinds,
  coalesce(sum(minor) FILTER (WHERE kind = 'lower'), 0)::bigint AS lowered,
  coalesce(sum(minor) FILTER (WHERE kind = 'clear'), 0)::bigint AS cleared
FROM entry WHERE reward IS NOT NULL GROUP BY campaign, reward;

CREATE OR REPLACE VIEW violation_of_debt AS
SELECT 'a debt is what its account has' AS invariant, campaign || ' ' || key AS subject,
  format('%s counted, %s by the ledger', used, ledger) AS detail
FROM (
  SELECT campaign, key, coalesce(c.used, 0) AS used, coalesce(l.minor, 0) AS ledger
  FROM (SELECT * FROM counter WHERE starts_with(key, 'debt:')) c
  FULL JOIN (
    SELECT campaign, 'debt:' || asset || ':' || person AS key, sum(minor) AS minor
    FROM (
      SELECT campaign, asset, minor, substr(destination, length('campaign:' || campaign || ':debt:') + 1)
        AS person
      FROM entry WHERE starts_with(destination, 'campaign:' || campaign || ':debt:')
      UNION ALL
      SELECT campaign, asset, -minor, substr(source, length('campaign:' || campaign || ':debt:') + 1)
      FROM entry WHERE starts_with(source, 'campaign:' || campaign || ':debt:')
    ) leg
    GROUP BY campaign, asset, person
  ) l USING (campaign, key)
) debt WHERE used <> ledger
UNION ALL
SELECT 'what is set off is repaid', reward,
  format('%s set off, %s repaid', set_off, repaid)
FROM reward_booking WHERE set_off <> repaid
UNION ALL
SELECT 'nobody owes more of a reward than was taken back of it', reward,
  format('%s owed, %s taken back, %s of it set off', owed, reversed, set_off)
FROM reward_booking
WHERE owed > reversed OR owed < least(reversed, set_off)
UNION ALL
SELECT 'a debt is the beneficiary''s', e.reward, format('%s from %s to %s', e.kind, e.source, e.destination)
FROM entry e JOIN payable r ON r.id = e.reward
WHERE (e.kind = 'owe' AND (e.source <> 'world'
    OR e.destination <> 'campaign:' || e.campaign || ':debt:' || r.beneficiary))
  OR (e.kind IN ('repay', 'clear') AND (e.destination <> 'world'
    OR e.source <> 'campaign:' || e.campaign || ':debt:' || r.beneficiary))
UNION ALL
SELECT 'what came back clears no more than was sent and owed', reward,
  format('%s cleared, %s owed, %s of it set off', cleared, owed, set_off)
FROM reward_booking WHERE cleared > 0 AND cleared > owed - set_off;
