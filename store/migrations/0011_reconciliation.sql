-- Payouts can be held at a switch, and are compared with what the provider says it has paid.
--
-- payout_gate  by provider: one row each, and a row only once something was said about it.
CREATE TABLE payout_gate (
  provider      text COLLATE "C" PRIMARY KEY,
  -- Null while payouts go out.
  paused_at     timestamptz,
  paused_by     text,
  reason        text,
  -- What the provider took on before this is known to operations, and pauses nothing any more.
  resumed_at    timestamptz,
  -- When the next comparison is to begin; a claim moves it on.
  next_at       timestamptz NOT NULL DEFAULT now(),
  -- When the last comparison was asked for by hand, and whether it may only look.
  requested_at  timestamptz,
  look_only     boolean NOT NULL DEFAULT false,
  -- When the last comparison that saw the whole statement began, and what it came to.
  reconciled_at timestamptz,
  -- When the last one ended, whether or not it saw everything.
  reported_at   timestamptz,
  report        jsonb,
  CHECK ((paused_at IS NULL) = (paused_by IS NULL))
);
GRANT SELECT, INSERT, UPDATE ON payout_gate TO usher_app;

-- Whether nothing more may be sent to a provider: operations have paused it, or the last comparison with
-- its statement is too old, as after a restore from a backup. One that was never compared is not held.
CREATE FUNCTION payouts_held(named text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM payout_gate g WHERE g.provider = named
      AND (g.paused_at IS NOT NULL OR g.reconciled_at < now() - interval '1 hour')
  )
$$;

-- When the provider called back about a payout that is being sent or asked about: it is looked at again
-- as soon as that is over.
ALTER TABLE payout ADD COLUMN called_back_at timestamptz;

-- What was sent since an instant, which a statement of that time must show.
CREATE INDEX payout_sent ON payout (provider, first_sent_at, reward)
  WHERE state IN ('paid', 'reconciled');
