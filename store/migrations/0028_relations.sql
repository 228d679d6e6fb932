-- Relations of campaigns that trace them.
--
-- relation        by (campaign, invitee): who brought a person, and who stands above these; written by the
--                 commit of their first use, and never changed. How many people stand beneath a person on
--                 each level is in counters, `heads:<level>:<person>`.
-- relation_alarm  by (campaign, person, alarm): that the people beneath a person came near the legal line.
CREATE TABLE relation (
  campaign    text COLLATE "C" NOT NULL REFERENCES campaign (id),
  invitee     text COLLATE "C" NOT NULL,
  inviter     text COLLATE "C" NOT NULL,
  -- The inviter first.
  ancestors   text[] COLLATE "C" NOT NULL,
  depth       integer NOT NULL CHECK (depth >= 1),
  bound_at    bigint NOT NULL,
  code        uuid NOT NULL REFERENCES code (id),
  redemption  text COLLATE "C" NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT relation_once PRIMARY KEY (campaign, invitee),
  CONSTRAINT relation_not_self CHECK (invitee <> ALL (ancestors)),
  CONSTRAINT relation_ancestors CHECK (
    ancestors[1] = inviter AND cardinality(ancestors) BETWEEN 1 AND least(depth, 3)
  )
);

CREATE TABLE relation_alarm (
  campaign    text COLLATE "C" NOT NULL REFERENCES campaign (id),
  person      text COLLATE "C" NOT NULL,
  alarm       text NOT NULL CHECK (alarm IN ('heads', 'levels')),
  raised_at   bigint NOT NULL,
  -- Whether operations were told.
  told        boolean NOT NULL DEFAULT false,
  PRIMARY KEY (campaign, person, alarm)
);
CREATE INDEX relation_alarm_untold ON relation_alarm (campaign) WHERE NOT told;
CREATE INDEX relation_alarm_latest ON relation_alarm (campaign, alarm, raised_at);

CREATE VIEW violation_of_relation AS
SELECT 'a line of relations continues its inviter''s' AS invariant,
  r.campaign || ' ' || r.invitee AS subject,
  'depth ' || r.depth || ' beneath ' || coalesce(above.depth, 0) AS detail
FROM relation r
LEFT JOIN relation above ON above.campaign = r.campaign AND above.invitee = r.inviter
WHERE r.depth <> coalesce(above.depth, 0) + 1
  OR r.ancestors[2:] <> (coalesce(above.ancestors, '{}'))[:cardinality(r.ancestors) - 1]
UNION ALL
SELECT 'a counter of heads is how many stand there', campaign || ' ' || key,
  coalesce(k.used, 0) || ' counted, ' || coalesce(f.heads, 0) || ' there'
FROM (SELECT campaign, key, used FROM counter WHERE starts_with(key, 'heads:')) k
FULL JOIN (
  SELECT r.campaign, 'heads:' || a.place || ':' || a.person AS key, count(*) AS heads
  FROM relation r, unnest(r.ancestors) WITH ORDINALITY AS a (person, place) GROUP BY 1, 2
) f USING (campaign, key)
WHERE coalesce(k.used, 0) <> coalesce(f.heads, 0);

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

GRANT SELECT, INSERT ON relation TO usher_app;
GRANT SELECT, INSERT, UPDATE ON relation_alarm TO usher_app;
GRANT SELECT ON violation_of_relation TO usher_app;
