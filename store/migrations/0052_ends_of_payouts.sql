-- How payouts end that nobody can find out about by their keys any more.
--
-- payout.only_asked  once it has waited for a person, its key is asked about and never sent again, until somebody says
--                    that it was certainly not paid.
-- payout.settled     each time that somebody has said how it ended: {"paid": …, "ref": …, "actor": …, "reason": …,
--                    "at": …}, the latest last.

ALTER TABLE payout
  ADD COLUMN only_asked boolean NOT NULL DEFAULT false,
  ADD COLUMN settled jsonb NOT NULL DEFAULT '[]';
CREATE INDEX payout_parked ON payout (provider, key) WHERE state = 'manual';
