-- What operations are told of budgets.
--
-- budget_sample  by (campaign, asset, hour): what of a budget was used when an hour of the campaign's
--                clock began to be looked at; rows older than a day are of no use.
-- budget_alarm   by (campaign, asset, alarm): alarms that hold; a row goes when its alarm is over.
CREATE TABLE budget_sample (
  campaign text COLLATE "C" NOT NULL,
  asset    text COLLATE "C" NOT NULL,
  hour     bigint NOT NULL,
  at       bigint NOT NULL,
  used     bigint NOT NULL CHECK (used >= 0),
  PRIMARY KEY (campaign, asset, hour)
);

CREATE TABLE budget_alarm (
  campaign  text COLLATE "C" NOT NULL,
  asset     text COLLATE "C" NOT NULL,
  alarm     text NOT NULL CHECK (alarm ~ '^(?:share:[0-9]{1,3}|early)$'),
  raised_at bigint NOT NULL,
  -- Of an early one: when the budget is used up at its pace.
  empty_at  bigint,
  PRIMARY KEY (campaign, asset, alarm),
  CHECK ((empty_at IS NULL) = (alarm <> 'early'))
);

GRANT SELECT, INSERT, UPDATE, DELETE ON budget_sample, budget_alarm TO usher_app;
