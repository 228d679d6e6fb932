-- Reports of milestones that some reward counts or reads, in the order in which they came. Redemptions
-- of campaigns that only ask whether a milestone was reached have none.
ALTER TABLE redemption ADD COLUMN reports jsonb NOT NULL DEFAULT '[]';
