-- Counters of limits end with the hour, day, week or month that they are for, and are deleted a week later.
--
-- counter.ends_at               from then on nothing is taken; null: it is for all time. As `stretchOf` in
--                               domain/commit/stretch.ts reads it off a key.
-- campaign.counters_gone_until  counters that had ended by then are gone, whether or not their row still is
--                               there: nothing is taken of them or given back.
CREATE FUNCTION counter_ends_at(key text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT found[2]::bigint + CASE found[1]
      WHEN 'hour' THEN 1
      WHEN 'day' THEN 24 + 2
      WHEN 'week' THEN 7 * 24 + 2
      ELSE 31 * 24 + 2
    END * 3600000::bigint
  FROM regexp_match(key, '^limit:.*:(hour|day|week|month):(\d{1,15})$') AS found
$$;

ALTER TABLE counter ADD COLUMN ends_at bigint GENERATED ALWAYS AS (counter_ends_at(key)) STORED;
CREATE INDEX counter_ended ON counter (campaign, ends_at) WHERE ends_at IS NOT NULL;
ALTER TABLE campaign ADD COLUMN counters_gone_until bigint NOT NULL DEFAULT 0;

-- As before, but nobody looks for what is gone.
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
) cap WHERE used <> taken AND NOT EXISTS (SELECT FROM campaign k
    WHERE k.id = cap.campaign AND counter_ends_at(cap.key) <= k.counters_gone_until)
UNION ALL
SELECT 'live codes are counted', campaign || ' ' || key, format('%s counted, %s open', used, open)
FROM (
  SELECT c.campaign, c.key, c.used, (
      SELECT count(*) FROM code o
      WHERE o.campaign = c.campaign AND o.status IN ('dormant', 'pending', 'active', 'frozen')
    ) AS open
  FROM counter c WHERE c.key = 'live-codes'
) live WHERE used <> open;

GRANT DELETE ON counter TO usher_app;
