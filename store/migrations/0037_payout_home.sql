-- Nothing is sent from a database that was restored, until payouts have been compared once more.
--
-- home         where this database lives: since when its server runs, and which database and which table of
--              payouts this is. A backup cannot be restored without changing one of them: a server that
--              reads other files was started anew, and a dump makes database or tables anew.
-- payout_birth one row: the home in which this migration was applied, and when the database was made.
CREATE FUNCTION home() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT concat_ws('/', (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint,
    (SELECT oid FROM pg_database WHERE datname = current_database()), 'payout'::regclass::oid)
$$;

CREATE TABLE payout_birth AS
  SELECT home() AS home, (SELECT coalesce(min(applied_at), now()) FROM schema_migration) AS made_at;
GRANT SELECT ON payout_birth TO usher_app;

-- In which home payouts were last compared with all that the provider has.
ALTER TABLE payout_gate ADD COLUMN home text;

-- Whether a database has moved since its payouts were last compared, or, where they never were, since it
-- was made.
CREATE FUNCTION payouts_moved(named text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT g.home FROM payout_gate g WHERE g.provider = named),
    (SELECT b.home FROM payout_birth b)) IS DISTINCT FROM home()
$$;

-- Whether nothing more may be sent to a provider: operations have paused it, the last comparison is too
-- old, or the database has moved since.
CREATE OR REPLACE FUNCTION payouts_held(named text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM payout_gate g WHERE g.provider = named
      AND (g.paused_at IS NOT NULL OR g.reconciled_at < now() - interval '1 hour')
  ) OR payouts_moved(named)
$$;
