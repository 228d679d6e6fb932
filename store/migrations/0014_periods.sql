-- Months of a campaign that are closed: no entry can be booked in them any more, and their entries
-- and balances can be told from what they were when they were closed.
--
-- closed_month     by (campaign, month); partition as entry.
-- closed_balance   by (campaign, month, account, asset): what each account has from this campaign.

-- When a code was moved to another version; without it, its events would all be read.
CREATE INDEX event_version ON event (code, recorded_at) WHERE kind = 'version';

CREATE TABLE closed_month (
  campaign    text COLLATE "C" NOT NULL,
  -- 2026-11, by the campaign's clock.
  month       text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  starts_at   bigint NOT NULL,
  -- Exclusive.
  ends_at     bigint NOT NULL CHECK (ends_at > starts_at),
  entries     bigint NOT NULL,
  digest      text COLLATE "C" NOT NULL,
  closed_at   bigint NOT NULL,
  closed_by   text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (campaign, month)
);

CREATE TABLE closed_balance (
  campaign text COLLATE "C" NOT NULL,
  month    text COLLATE "C" NOT NULL,
  account  text COLLATE "C" NOT NULL,
  asset    text COLLATE "C" NOT NULL,
  minor    bigint NOT NULL,
  PRIMARY KEY (campaign, month, account, asset),
  FOREIGN KEY (campaign, month) REFERENCES closed_month
);

CREATE TRIGGER closed_month_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON closed_month
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closed_balance_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON closed_balance
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Held shared by whoever books, and alone by whoever closes: what was booked before is in the
-- digest, and what comes after is refused.
CREATE FUNCTION booking_lock(campaign text) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT hashtextextended('booking ' || campaign, 0) $$;

CREATE FUNCTION refuse_closed_month() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  closed record;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(booking_lock(booked.campaign))
  FROM (SELECT DISTINCT campaign FROM fresh ORDER BY campaign) booked;
  SELECT c.campaign, c.month INTO closed FROM fresh f
  JOIN closed_month c ON c.campaign = f.campaign AND f.at < c.ends_at
  ORDER BY c.ends_at LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'month % of campaign % is closed; book in a later one', closed.month,
      closed.campaign USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER entry_in_open_month AFTER INSERT ON entry REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_closed_month();

-- SHA-256 over the SHA-256 of each entry, in the order in which they were booked.
CREATE FUNCTION entries_digest(of_campaign text, from_at bigint, to_at bigint)
RETURNS TABLE (entries bigint, digest text) LANGUAGE sql STABLE AS $$
  SELECT count(*), encode(sha256(coalesce(string_agg(
    sha256(convert_to(jsonb_build_array(e.id, e.kind, e.reward, e.source, e.destination, e.asset,
      e.minor, e.at, e.reason, e.actor, e.payment)::text, 'UTF8')), ''::bytea ORDER BY e.id),
    ''::bytea)), 'hex')
  FROM entry e WHERE e.campaign = of_campaign AND e.at >= from_at AND e.at < to_at
$$;

-- What each account has of a campaign's entries before an instant.
CREATE FUNCTION balances_before(of_campaign text, to_at bigint)
RETURNS TABLE (account text, asset text, minor bigint) LANGUAGE sql STABLE AS $$
  SELECT leg.account, e.asset, sum(leg.minor)::bigint
  FROM entry e
  CROSS JOIN LATERAL (VALUES (e.destination, e.minor), (e.source, -e.minor)) leg (account, minor)
  WHERE e.campaign = of_campaign AND e.at < to_at
  GROUP BY leg.account, e.asset
$$;

CREATE VIEW violation_of_month AS
SELECT 'a closed month has the entries that it was closed with' AS invariant,
  c.campaign || ' ' || c.month AS subject,
  format('%s entries with digest %s, closed with %s and %s', d.entries, left(d.digest, 16),
    c.entries, left(c.digest, 16)) AS detail
FROM closed_month c
CROSS JOIN LATERAL entries_digest(c.campaign, c.starts_at, c.ends_at) d
WHERE d.digest <> c.digest OR d.entries <> c.entries
UNION ALL
SELECT 'a closed month has the balances that it was closed with',
  campaign || ' ' || month || ' ' || account,
  format('%s of %s, closed with %s', coalesce(now.minor, 0), asset, coalesce(was.minor, 0))
FROM (
  SELECT c.campaign, c.month, b.account, b.asset, b.minor
  FROM closed_month c CROSS JOIN LATERAL balances_before(c.campaign, c.ends_at) b
) now
FULL JOIN closed_balance was USING (campaign, month, account, asset)
WHERE now.minor IS DISTINCT FROM was.minor;

CREATE OR REPLACE VIEW violation AS
SELECT * FROM violation_of_balance
UNION ALL SELECT * FROM violation_of_hold
UNION ALL SELECT * FROM violation_of_reward
UNION ALL SELECT * FROM violation_of_payout
UNION ALL SELECT * FROM violation_of_counter
UNION ALL SELECT * FROM violation_of_operator
UNION ALL SELECT * FROM violation_of_code
UNION ALL SELECT * FROM violation_of_batch
UNION ALL SELECT * FROM violation_of_month;

GRANT SELECT, INSERT ON closed_month, closed_balance TO usher_app;
GRANT SELECT ON violation_of_month TO usher_app;
