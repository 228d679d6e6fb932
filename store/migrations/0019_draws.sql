-- Random packets: what publishing commits to, and which reward has which packet.
--
-- draw    by (campaign, draw): the name has all that is split, so that it is also the counter of the
--         packets that are drawn. No seed is kept: it follows from key, salt and name.
CREATE TABLE draw (
  campaign     text COLLATE "C" NOT NULL,
  draw         text COLLATE "C" NOT NULL CHECK (starts_with(draw, 'packets:')),
  key_id       text COLLATE "C" NOT NULL,
  salt         bytea NOT NULL CHECK (octet_length(salt) = 32),
  commitment   bytea NOT NULL CHECK (octet_length(commitment) = 32),
  committed_at bigint NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (campaign, draw)
);
CREATE TRIGGER draw_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON draw
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE reward
  ADD COLUMN draw text COLLATE "C",
  ADD COLUMN packet integer CHECK (packet >= 1),
  ADD CONSTRAINT reward_packet CHECK ((draw IS NULL) = (packet IS NULL));
-- One packet, one reward, also after it was taken back.
CREATE UNIQUE INDEX reward_packet_once ON reward (campaign, draw, packet) WHERE draw IS NOT NULL;

CREATE VIEW violation_of_draw AS
SELECT 'a draw''s counter is how many packets rewards have' AS invariant,
  coalesce(c.campaign, r.campaign) || ' ' || coalesce(c.key, r.draw) AS subject,
  format('%s drawn, %s rewards, the last with packet %s', coalesce(c.used, 0),
    coalesce(r.rewards, 0), coalesce(r.last, 0)) AS detail
FROM (SELECT campaign, key, used FROM counter WHERE starts_with(key, 'packets:')) c
FULL JOIN (
  SELECT campaign, draw, count(*) AS rewards, max(packet) AS last
  FROM reward WHERE draw IS NOT NULL GROUP BY campaign, draw
) r ON r.campaign = c.campaign AND r.draw = c.key
WHERE coalesce(c.used, 0) <> coalesce(r.rewards, 0) OR coalesce(c.used, 0) <> coalesce(r.last, 0)
UNION ALL
SELECT 'a packet is of a draw that was committed to', r.campaign || ' ' || r.id, r.draw
FROM reward r
WHERE r.draw IS NOT NULL
  AND NOT EXISTS (SELECT FROM draw d WHERE d.campaign = r.campaign AND d.draw = r.draw);

-- All views that look for something, whichever there are.
DO $$
BEGIN
  EXECUTE (
    SELECT 'CREATE OR REPLACE VIEW violation AS '
      || string_agg('SELECT * FROM ' || viewname, ' UNION ALL ' ORDER BY viewname)
    FROM pg_views WHERE schemaname = current_schema() AND starts_with(viewname, 'violation_of_')
  );
END
$$;

GRANT SELECT, INSERT ON draw TO usher_app;
GRANT SELECT ON violation_of_draw TO usher_app;
