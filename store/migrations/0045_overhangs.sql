-- Steps of ladders that stand above what is counted, since a redemption of another code was cancelled. The sweep
-- asks the code that has them to take them back, which removes the row. Rows come and go under the lock of their
-- ladder's counter. Nothing is referenced that another commit locks: whoever waits for that counter has its code
-- locked already.
--
-- reward         one of the rewards, by which the code is asked
-- reason, actor  of the cancellation
CREATE TABLE overhang (
  campaign text NOT NULL REFERENCES campaign,
  code uuid NOT NULL,
  key text NOT NULL,
  reward text NOT NULL,
  at bigint NOT NULL,
  reason text NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (campaign, code, key)
);
CREATE INDEX overhang_oldest ON overhang (at);
GRANT SELECT, INSERT, DELETE ON overhang TO usher_app;

-- As before; a step may stand above its ladder while its code is still to take it back.
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
  AND NOT EXISTS (SELECT FROM overhang o
    WHERE o.campaign = r.campaign AND o.code = r.code AND o.key = r.ladder ->> 'key')
UNION ALL
SELECT 'a cancelled redemption has no reward of its own', d.campaign || ' ' || d.id,
  format('%s is %s', r.id, r.state)
FROM redemption d JOIN reward r ON r.redemption = d.id AND r.campaign = d.campaign
WHERE d.cancelled IS NOT NULL AND r.state IN ('held', 'due', 'paid')
  AND NOT (r.ladder IS NOT NULL AND r.side = 'inviter');
