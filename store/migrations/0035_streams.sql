-- Live streams, to which codes of a streamer are bound.
--
-- stream  by (campaign, id): one row a live session. It is open, then closed, then settled: when the time is over in
--         which a redemption may still arrive that happened before its close. Streams of a streamer do not overlap.
--         Commits of redemptions take the lock of its streamer shared, what changes a stream takes it alone.
CREATE TABLE stream (
  campaign    text COLLATE "C" NOT NULL REFERENCES campaign (id),
  id          text COLLATE "C" NOT NULL,
  streamer    text COLLATE "C" NOT NULL,
  opened_at   bigint NOT NULL,
  -- Exclusive.
  closed_at   bigint,
  settled_at  bigint,
  -- How many people have redeemed in it, counted when it was settled.
  invitees    bigint,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (campaign, id),
  CONSTRAINT stream_lasts CHECK (closed_at > opened_at),
  CONSTRAINT stream_settled_after_close CHECK (settled_at IS NULL OR settled_at > closed_at),
  CONSTRAINT stream_counted CHECK ((settled_at IS NULL) = (invitees IS NULL))
);
CREATE UNIQUE INDEX stream_open_once ON stream (campaign, streamer) WHERE closed_at IS NULL;
CREATE INDEX stream_unsettled ON stream (campaign, streamer) WHERE settled_at IS NULL;
CREATE INDEX stream_latest ON stream (campaign, opened_at DESC);
CREATE INDEX stream_of_streamer ON stream (campaign, streamer, opened_at DESC);

ALTER TABLE redemption ADD COLUMN stream text COLLATE "C";
CREATE INDEX redemption_stream ON redemption (campaign, stream, at) WHERE stream IS NOT NULL;

ALTER TABLE reward ADD COLUMN stream text COLLATE "C",
  DROP CONSTRAINT reward_timing_check,
  ADD CONSTRAINT reward_timing_check
    CHECK (timing IN ('instant', 'automatic', 'weekly', 'after-campaign', 'after-stream')),
  ADD CONSTRAINT reward_stream CHECK ((timing = 'after-stream') = (stream IS NOT NULL));
CREATE INDEX reward_stream ON reward (campaign, stream, due_at, id)
  WHERE state = 'held' AND stream IS NOT NULL;

ALTER TABLE payout_batch ADD COLUMN stream text COLLATE "C",
  DROP CONSTRAINT payout_batch_timing_check,
  ADD CONSTRAINT payout_batch_timing_check
    CHECK (timing IN ('weekly', 'after-campaign', 'after-stream')),
  ADD CONSTRAINT payout_batch_stream CHECK (stream IS NULL OR timing = 'after-stream');
CREATE INDEX payout_batch_of_stream ON payout_batch (campaign, stream, number) WHERE stream IS NOT NULL;

-- Whether the rewards of a stream may be paid.
CREATE FUNCTION stream_settled(of_campaign text, named text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM stream WHERE campaign = of_campaign AND id = named AND settled_at IS NOT NULL
  )
$$;

-- As before, with rewards that wait for the end of a stream.
CREATE OR REPLACE FUNCTION gathering_over(named text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM campaign c JOIN campaign_version v ON v.digest = c.digest
    WHERE c.id = named
      AND v.ends_at <= (extract(epoch FROM now()) * 1000)::bigint + c.clock_offset_ms
  ) AND NOT EXISTS (SELECT FROM code WHERE campaign = named AND status <> 'settled')
  AND NOT EXISTS (SELECT FROM payout_batch WHERE campaign = named AND ended_at IS NULL)
  AND NOT EXISTS (SELECT FROM reward WHERE campaign = named AND state = 'held'
    AND timing IN ('weekly', 'after-campaign'))
  AND NOT EXISTS (SELECT FROM reward WHERE campaign = named AND state = 'held' AND stream IS NOT NULL)
$$;

CREATE VIEW violation_of_stream AS
SELECT 'a redemption lies in its stream' AS invariant, r.campaign || ' ' || r.id AS subject,
  format('at %s, stream %s from %s to %s', r.at, r.stream, s.opened_at, s.closed_at) AS detail
FROM redemption r LEFT JOIN stream s ON s.campaign = r.campaign AND s.id = r.stream
WHERE r.stream IS NOT NULL
  AND (s.id IS NULL OR r.at < s.opened_at OR r.at >= coalesce(s.closed_at, r.at + 1))
UNION ALL
SELECT 'a settled stream has counted everybody who redeemed in it', campaign || ' ' || id,
  format('%s by its row, %s by its redemptions', invitees, found)
FROM (
  SELECT s.campaign, s.id, s.invitees, (
      SELECT count(DISTINCT r.invitee) FROM redemption r WHERE r.campaign = s.campaign AND r.stream = s.id
    ) AS found
  FROM stream s WHERE s.settled_at IS NOT NULL
) settled WHERE invitees <> found
UNION ALL
SELECT 'streams of a streamer do not overlap', campaign || ' ' || id,
  format('opened at %s, the one before closed at %s', opened_at, before)
FROM (
  SELECT campaign, id, opened_at, lag(coalesce(closed_at, 9223372036854775807))
    OVER (PARTITION BY campaign, streamer ORDER BY opened_at) AS before
  FROM stream
) following WHERE opened_at < before
UNION ALL
SELECT 'what waits for a stream is paid after its end', r.id, format('%s, stream %s', r.state, r.stream)
FROM reward r
WHERE r.stream IS NOT NULL AND r.state IN ('due', 'paid', 'reversed')
  AND NOT stream_settled(r.campaign, r.stream);

-- Puts the views of invariants together in one, for this migration and those to come that bring another.
CREATE FUNCTION gather_violations() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE (
    SELECT 'CREATE OR REPLACE VIEW violation AS '
      || string_agg('SELECT * FROM ' || viewname, ' UNION ALL ' ORDER BY viewname)
    FROM pg_views WHERE schemaname = current_schema() AND starts_with(viewname, 'violation_of_')
  );
END
$$;
REVOKE ALL ON FUNCTION gather_violations() FROM PUBLIC;
SELECT gather_violations();

GRANT SELECT, INSERT, UPDATE ON stream TO usher_app;
GRANT SELECT ON violation_of_stream TO usher_app;
