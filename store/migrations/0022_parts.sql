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

-- As before, less what lowered the hold, and with reversals in parts.
CREATE OR REPLACE VIEW violation_of_hold AS
SELECT 'a hold is made and closed at most once' AS invariant, reward AS subject,
  format('%s entries of kind %s', count(*), min(kind)) AS detail
FROM entry WHERE reward IS NOT NULL AND kind NOT IN ('lower', 'reverse', 'owe')
GROUP BY reward, CASE WHEN kind IN ('post', 'void', 'expire') THEN 'closing' ELSE kind END
HAVING count(*) > 1
UNION ALL
SELECT 'a closing has the amount and accounts of its hold', c.reward,
  format('%s of %s %s from %s to %s', c.kind, c.minor, c.asset, c.source, c.destination)
FROM entry c
LEFT JOIN entry h ON h.reward = c.reward AND h.kind = 'hold' AND h.campaign = c.campaign
LEFT JOIN reward r ON r.id = c.reward
LEFT JOIN reward_booking b ON b.reward = c.reward AND b.campaign = c.campaign
WHERE c.kind IN ('post', 'void', 'expire', 'set-off')
  AND (h.id IS NULL OR c.asset <> h.asset OR c.source <> h.destination
    OR c.minor <> CASE c.kind WHEN 'set-off' THEN r.set_off ELSE h.minor - b.lowered - r.set_off END
    OR c.destination <> CASE WHEN c.kind IN ('post', 'set-off') THEN 'person:' || r.beneficiary
      ELSE h.source END)
UNION ALL
SELECT 'a reversal undoes its post', v.reward,
  format('%s %s from %s to %s', v.minor, v.asset, v.source, v.destination)
FROM entry v
LEFT JOIN reward r ON r.id = v.reward
LEFT JOIN reward_booking b ON b.reward = v.reward AND b.campaign = v.campaign
LEFT JOIN entry p ON p.reward = v.reward AND p.kind = 'post' AND p.campaign = v.campaign
WHERE v.kind = 'reverse'
  AND (b.reversed > b.posted + b.set_off OR v.asset <> r.asset
    OR v.source <> 'person:' || r.beneficiary OR v.source <> p.destination
    OR v.destination <> 'campaign:' || v.campaign || ':budget')
UNION ALL
SELECT 'what lowers a hold goes back to the budget', l.reward,
  format('%s %s from %s to %s', l.minor, l.asset, l.source, l.destination)
FROM entry l
LEFT JOIN entry h ON h.reward = l.reward AND h.kind = 'hold' AND h.campaign = l.campaign
WHERE l.kind = 'lower'
  AND (h.id IS NULL OR l.asset <> h.asset OR l.source <> h.destination OR l.destination <> h.source
    OR l.actor IS NULL);

CREATE OR REPLACE VIEW violation_of_reward AS
SELECT 'a reward agrees with its entries' AS invariant, r.id AS subject,
  format('%s of %s %s, with entries: %s', r.state, r.minor, r.asset, coalesce(b.kinds, 'none'))
    AS detail
FROM reward r
LEFT JOIN reward_booking b ON b.campaign = r.campaign AND b.reward = r.id
WHERE b.held IS DISTINCT FROM r.minor + b.lowered OR b.asset IS DISTINCT FROM r.asset
  OR b.set_off IS DISTINCT FROM r.set_off
  OR (b.posted, b.voided, b.reversed) IS DISTINCT FROM CASE r.state
    WHEN 'paid' THEN (r.minor - r.set_off, 0::bigint, r.refunded)
    WHEN 'voided' THEN (0::bigint, r.minor - r.set_off, r.set_off)
    WHEN 'reversed' THEN (r.minor - r.set_off, 0::bigint, r.minor)
    ELSE (0::bigint, 0::bigint, 0::bigint)
  END
UNION ALL
SELECT 'an entry has its reward', e.reward, format('%s of %s %s', e.kind, e.minor, e.asset)
FROM entry e LEFT JOIN reward r ON r.id = e.reward
WHERE e.reward IS NOT NULL AND r.id IS NULL
UNION ALL
SELECT 'a reward has its redemption', r.id, format('redemption %s', r.redemption)
FROM reward r LEFT JOIN redemption d ON d.campaign = r.campaign AND d.id = r.redemption
WHERE d.id IS NULL;

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

-- As before, but what is reversed may be a part of what was set off.
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
FROM entry e JOIN reward r ON r.id = e.reward
WHERE (e.kind = 'owe' AND (e.source <> 'world'
    OR e.destination <> 'campaign:' || e.campaign || ':debt:' || r.beneficiary))
  OR (e.kind = 'repay' AND (e.destination <> 'world'
    OR e.source <> 'campaign:' || e.campaign || ':debt:' || r.beneficiary));
