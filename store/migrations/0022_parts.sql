-- A part of a reward of cash can be taken back: before it is paid the reward becomes smaller, and the entry
-- `lower` gives the budget the part back; after, the part is reversed and owed, as a whole reward is.
--
-- reward.minor     what is paid of the reward, or was: its hold less what lowered it.
-- reward.refunded  how much of it was reversed in parts. Reversed whole, it is what was before.
-- reward.percent   of a percentage of a purchase: the purchase, and how it is worked out of it.
ALTER TABLE reward
  ADD COLUMN refunded bigint NOT NULL DEFAULT 0,
  ADD COLUMN percent jsonb,
  ADD CONSTRAINT reward_refunded CHECK (refunded >= 0 AND refunded < minor
    AND (refunded = 0 OR state IN ('paid', 'reversed')));

ALTER TABLE entry DROP CONSTRAINT entry_kind_check, DROP CONSTRAINT entry_of_reward;
ALTER TABLE entry ADD CONSTRAINT entry_kind_check CHECK (kind IN ('fund', 'hold', 'post', 'void',
  'lower', 'expire', 'reverse', 'charge', 'owe', 'set-off', 'repay', 'forgive', 'reserve', 'spend',
  'release', 'lapse', 'cover', 'recover'));
ALTER TABLE entry ADD CONSTRAINT entry_of_reward
  CHECK ((reward IS NULL) = (kind NOT IN ('hold', 'post', 'void', 'lower', 'expire', 'reverse',
    'owe', 'set-off', 'repay')));

-- A reward is held once and its hold closed once, as before; what is of a currency may be
-- lowered, reversed and owed in parts.
DROP INDEX entry_once;
CREATE UNIQUE INDEX entry_once ON entry (campaign, reward, (
    CASE WHEN kind IN ('post', 'void', 'expire') THEN 'close' ELSE kind END
  )) WHERE reward IS NOT NULL
    AND NOT (kind IN ('lower', 'reverse', 'owe') AND asset ~ '^[A-Z]{3}/');

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
  coalesce(sum(minor) FILTER (WHERE kind = 'lower'), 0)::bigint AS lowered
FROM entry WHERE reward IS NOT NULL GROUP BY campaign, reward;

-- What holds, rewards and debts must agree with follows in the next migration, for awards as well.
-- As before, but what lowers a hold gives it back to the budget.
CREATE OR REPLACE VIEW violation_of_counter AS
SELECT 'a counter is within its bounds' AS invariant, campaign || ' ' || key AS subject,
  format('%s of %s', used, coalesce(max::text, 'any')) AS detail
FROM counter WHERE used < 0 OR used > max
UNION ALL
SELECT 'a budget has used what is held and paid', campaign || ' ' || key,
  format('%s used, %s by the ledger', used, ledger)
FROM (
  SELECT c.campaign, c.key, c.used, coalesce(l.minor, 0) AS ledger
  FROM counter c
  LEFT JOIN (
    SELECT campaign, 'budget:' || asset AS key,
      sum(CASE kind WHEN 'hold' THEN minor ELSE -minor END) AS minor
    FROM entry WHERE kind IN ('hold', 'void', 'lower', 'expire', 'reverse') GROUP BY campaign, asset
  ) l ON l.campaign = c.campaign AND l.key = c.key
  WHERE starts_with(c.key, 'budget:')
) budget WHERE used <> ledger
UNION ALL
SELECT 'a budget is what was funded', campaign || ' ' || key,
  format('maximum %s, funded %s', coalesce(max::text, 'none'), ledger)
FROM (
  SELECT c.campaign, c.key, c.max, coalesce(l.minor, 0) AS ledger
  FROM counter c
  LEFT JOIN (
    SELECT campaign, 'budget:' || asset AS key,
      sum(CASE source WHEN 'world' THEN minor ELSE -minor END) AS minor
    FROM entry
    WHERE kind = 'fund' AND destination <> 'campaign:' || campaign || ':operator'
    GROUP BY campaign, asset
  ) l ON l.campaign = c.campaign AND l.key = c.key
  WHERE starts_with(c.key, 'budget:')
) budget WHERE max IS DISTINCT FROM ledger
UNION ALL
SELECT 'a cap has used what its rewards took', campaign || ' ' || key,
  format('%s used, %s taken', used, taken)
FROM (
  SELECT campaign, key, coalesce(c.used, 0) AS used, coalesce(t.minor, 0) AS taken
  FROM (SELECT * FROM counter WHERE starts_with(key, 'cap:') OR starts_with(key, 'limit:')) c
  FULL JOIN (
    SELECT r.campaign, t.key, sum(t.value::bigint) AS minor
    FROM reward r, jsonb_each_text(r.took) t
    WHERE r.state NOT IN ('voided', 'reversed')
      AND (starts_with(t.key, 'cap:') OR starts_with(t.key, 'limit:'))
    GROUP BY r.campaign, t.key
  ) t USING (campaign, key)
) cap WHERE used <> taken
UNION ALL
SELECT 'live codes are counted', campaign || ' ' || key, format('%s counted, %s open', used, open)
FROM (
  SELECT c.campaign, c.key, c.used, (
      SELECT count(*) FROM code o
      WHERE o.campaign = c.campaign AND o.status IN ('dormant', 'pending', 'active', 'frozen')
    ) AS open
  FROM counter c WHERE c.key = 'live-codes'
) live WHERE used <> open;
