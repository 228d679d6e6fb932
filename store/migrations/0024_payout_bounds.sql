-- Bounds of what is handed to a provider in a minute.
--
-- payout_pace  by provider: one row each, of the latest minute in which something was handed over under a
--              bound. Whoever hands something over holds the row, so that two never take the same room.
CREATE TABLE payout_pace (
  provider   text COLLATE "C" PRIMARY KEY,
  -- Epoch minutes.
  minute     bigint NOT NULL DEFAULT 0,
  payouts    bigint NOT NULL DEFAULT 0 CHECK (payouts >= 0),
  -- By asset, {"CNY/2": 300}.
  minor      jsonb NOT NULL DEFAULT '{}',
  -- Which bound did not let something in: 'payouts', or an asset; null while all had room.
  full_of    text COLLATE "C",
  full_bound bigint,
  CHECK ((full_of IS NULL) = (full_bound IS NULL))
);
GRANT SELECT, INSERT, UPDATE ON payout_pace TO usher_app;

-- Takes room for one payout in this minute; null is no bound. False where there is none, which stands in
-- the row until the minute is over. The minute is read once the row is held, and never goes back.
CREATE FUNCTION take_payout_room(named text, of_asset text, amount bigint, most_payouts bigint,
  most_minor bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  pace payout_pace;
  this_minute bigint;
  so_far bigint;
BEGIN
  INSERT INTO payout_pace (provider) VALUES (named) ON CONFLICT DO NOTHING;
  SELECT * INTO pace FROM payout_pace WHERE provider = named FOR UPDATE;
  this_minute := floor(extract(epoch FROM clock_timestamp()) / 60);
  IF this_minute > pace.minute THEN
    pace.minute := this_minute;
    pace.payouts := 0;
    pace.minor := '{}';
  END IF;
  so_far := coalesce((pace.minor ->> of_asset)::bigint, 0);
  pace.full_of := CASE WHEN pace.payouts >= most_payouts THEN 'payouts'
    WHEN so_far + amount > most_minor THEN of_asset END;
  pace.full_bound := CASE pace.full_of WHEN 'payouts' THEN most_payouts ELSE most_minor END;
  IF pace.full_of IS NULL THEN
    pace.full_bound := NULL;
    pace.payouts := pace.payouts + 1;
    pace.minor := pace.minor || jsonb_build_object(of_asset, so_far + amount);
  END IF;
  UPDATE payout_pace SET minute = pace.minute, payouts = pace.payouts, minor = pace.minor,
    full_of = pace.full_of, full_bound = pace.full_bound
  WHERE provider = named;
  RETURN pace.full_of IS NULL;
END
$$;

-- When the next minute begins, where this one has no room left; null where it has.
CREATE FUNCTION payouts_full_until(named text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT to_timestamp((minute + 1) * 60) FROM payout_pace
  WHERE provider = named AND full_of IS NOT NULL AND now() < to_timestamp((minute + 1) * 60)
$$;
