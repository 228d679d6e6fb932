-- Ladders by what invitees have paid: what of a redemption's purchases each has counted, by their keys, as
-- `{"minor": 12850, "steps": 1}`. A step is `{"key": "purchases:…", "purchases": 100000}` then.
ALTER TABLE redemption ADD COLUMN purchases jsonb;

-- A step stands once for each side and month. A month that is not named is the first.
CREATE UNIQUE INDEX reward_purchase_step ON reward (campaign, (ladder ->> 'key'), (ladder ->> 'purchases'), side,
    (coalesce(nullif(split_part(id, '/', 4), ''), '1')))
  WHERE ladder ? 'purchases' AND state IN ('held', 'due', 'paid');

-- As before, with purchases: the sum is at or above what is counted in it, since it stays at a step that came
-- through another code.
CREATE OR REPLACE VIEW violation_of_correction AS
SELECT 'a ladder has counted its invitees' AS invariant, campaign || ' ' || key AS subject,
  format('%s counted, %s say so', coalesce(used, 0), said) AS detail
FROM (
  SELECT r.campaign, k.key, count(*) AS said
  FROM redemption r CROSS JOIN LATERAL unnest(r.counted) AS k (key)
  WHERE r.cancelled IS NULL GROUP BY r.campaign, k.key
) counted
LEFT JOIN counter c USING (campaign, key)
WHERE coalesce(used, 0) < said
UNION ALL
SELECT 'a ladder has counted its purchases', campaign || ' ' || key,
  format('%s counted, %s say so', coalesce(used, 0), said)
FROM (
  SELECT r.campaign, k.key, sum((k.counted ->> 'minor')::bigint) AS said
  FROM redemption r CROSS JOIN LATERAL jsonb_each(r.purchases) AS k (key, counted)
  WHERE r.cancelled IS NULL GROUP BY r.campaign, k.key
) bought
LEFT JOIN counter c USING (campaign, key)
WHERE coalesce(used, 0) < said
UNION ALL
SELECT 'a step stands where its ladder has come', r.campaign || ' ' || r.id,
  format('for %s, of which %s are counted', s.step, coalesce(c.used, 0))
FROM reward r
CROSS JOIN LATERAL (SELECT coalesce(r.ladder ->> 'invitees', r.ladder ->> 'purchases')::bigint AS step) s
LEFT JOIN counter c ON c.campaign = r.campaign AND c.key = r.ladder ->> 'key'
WHERE r.ladder IS NOT NULL AND r.state IN ('held', 'due', 'paid') AND coalesce(c.used, 0) < s.step
UNION ALL
SELECT 'a cancelled redemption has no reward of its own', d.campaign || ' ' || d.id,
  format('%s is %s', r.id, r.state)
FROM redemption d JOIN reward r ON r.redemption = d.id AND r.campaign = d.campaign
WHERE d.cancelled IS NOT NULL AND r.state IN ('held', 'due', 'paid')
  AND NOT (r.ladder IS NOT NULL AND r.side = 'inviter');
