-- Providers without a statement are asked about payouts one by one. What does not come to an end in one
-- comparison goes on with the next.
--
-- asked_past  the last key that was asked about; null when none is under way
-- asked_from  when the first of these comparisons began
-- asked_home  in which home: what a backup had begun begins anew in the restored database
ALTER TABLE payout_gate ADD COLUMN asked_past text COLLATE "C", ADD COLUMN asked_from timestamptz,
  ADD COLUMN asked_home text;

CREATE INDEX payout_first_sent ON payout (provider, first_sent_at) WHERE first_sent_at IS NOT NULL;
