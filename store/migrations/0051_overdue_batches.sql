-- Whether a reward is more than a whole batch may pay, by the version in force: no batch pays it until
-- that one allows more.
CREATE FUNCTION beyond_batch(named text, of_asset text, amount bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM campaign c JOIN campaign_version v ON v.digest = c.digest
    CROSS JOIN LATERAL jsonb_array_elements(v.terms -> 'payouts' -> 'max') line
    WHERE c.id = named AND line ->> 'asset' = of_asset AND (line ->> 'minor')::bigint < amount
  )
$$;

-- As before; and what no batch may pay keeps nobody's money any more that waits for a minimum.
CREATE OR REPLACE FUNCTION gathering_over(named text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM campaign c JOIN campaign_version v ON v.digest = c.digest
    WHERE c.id = named
      AND v.ends_at <= (extract(epoch FROM now()) * 1000)::bigint + c.clock_offset_ms
  ) AND NOT EXISTS (SELECT FROM code WHERE campaign = named AND status <> 'settled')
  AND NOT EXISTS (SELECT FROM payout_batch WHERE campaign = named AND ended_at IS NULL)
  AND NOT EXISTS (SELECT FROM reward WHERE campaign = named AND state = 'held'
    AND timing IN ('weekly', 'after-campaign') AND NOT beyond_batch(campaign, asset, minor))
  AND NOT EXISTS (SELECT FROM reward WHERE campaign = named AND state = 'held'
    AND stream IS NOT NULL AND NOT beyond_batch(campaign, asset, minor))
$$;
