-- A ladder's counter is exactly what redemptions say they are counted with: one that is too high pays steps too early.
--
-- What counters were higher by when this came is theirs to stay: redemptions of before 0016 noted no ladders, and
-- before 0045 a count stayed at a step that another code had. That cannot be told from a mistake of before. Nothing
-- changes it afterwards: whoever has noted nothing is taken out of nothing.
CREATE TABLE counted_before (
  campaign text NOT NULL REFERENCES campaign,
  key text NOT NULL,
  minor bigint NOT NULL CHECK (minor > 0),
  PRIMARY KEY (campaign, key)
);

CREATE VIEW ladder_count AS
SELECT campaign, key, coalesce(used, 0) AS used, coalesce(said, 0) AS said
FROM (
  SELECT campaign, key, used FROM counter
  WHERE starts_with(key, 'qualified:') OR starts_with(key, 'purchases:')
) counted
FULL JOIN (
  SELECT r.campaign, k.key, count(*)::bigint AS said
  FROM redemption r CROSS JOIN LATERAL unnest(r.counted) AS k (key)
  WHERE r.cancelled IS NULL GROUP BY r.campaign, k.key
  UNION ALL
  SELECT r.campaign, k.key, sum((k.counted ->> 'minor')::bigint)::bigint
  FROM redemption r CROSS JOIN LATERAL jsonb_each(r.purchases) AS k (key, counted)
  WHERE r.cancelled IS NULL GROUP BY r.campaign, k.key
) noted USING (campaign, key);

-- Whoever counts waits until this is done, so that counters and redemptions are of one moment.
LOCK TABLE counter IN SHARE MODE;
INSERT INTO counted_before (campaign, key, minor)
SELECT campaign, key, used - said FROM ladder_count WHERE used > said;

CREATE OR REPLACE VIEW violation_of_correction AS
SELECT 'a ladder has counted its invitees' AS invariant, campaign || ' ' || key AS subject,
  format('%s counted, %s say so', used - coalesce(minor, 0), said) AS detail
FROM ladder_count LEFT JOIN counted_before USING (campaign, key)
WHERE starts_with(key, 'qualified:') AND used <> said + coalesce(minor, 0)
UNION ALL
SELECT 'a ladder has counted its purchases', campaign || ' ' || key,
  format('%s counted, %s say so', used - coalesce(minor, 0), said)
FROM ladder_count LEFT JOIN counted_before USING (campaign, key)
WHERE NOT starts_with(key, 'qualified:') AND used <> said + coalesce(minor, 0)
UNION ALL
SELECT 'a step stands where its ladder has come', r.campaign || ' ' || r.id,
  format('for %s, of which %s are counted', s.step, coalesce(c.used, 0))
FROM reward r
CROSS JOIN LATERAL (SELECT coalesce(r.ladder ->> 'invitees', r.ladder ->> 'purchases')::bigint AS step) s
LEFT JOIN counter c ON c.campaign = r.campaign AND c.key = r.ladder ->> 'key'
WHERE r.ladder IS NOT NULL AND r.state IN ('held', 'due', 'paid') AND coalesce(c.used, 0) < s.step
  AND NOT EXISTS (SELECT FROM overhang o
    WHERE o.campaign = r.campaign AND o.code = r.code AND o.key = r.ladder ->> 'key')
UNION ALL
SELECT 'a cancelled redemption has no reward of its own', d.campaign || ' ' || d.id,
  format('%s is %s', r.id, r.state)
FROM redemption d JOIN reward r ON r.redemption = d.id AND r.campaign = d.campaign
WHERE d.cancelled IS NOT NULL AND r.state IN ('held', 'due', 'paid')
  AND NOT (r.ladder IS NOT NULL AND r.side = 'inviter');
