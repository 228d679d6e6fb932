-- What was asked of a code and what came of it.
--
-- operation, decision   by (campaign, code, op_id): the caller names an operation within one code.
--                       Partition by hash of campaign, or of code where one campaign is very big.
-- event, review         by (campaign, id); an id begins with its code's uuid. Figures read one
--                       campaign over a time, so a campaign's partition may be split by time.
-- redemption            by (campaign, id), because one person redeems once in a campaign, and a
--                       partition must hold whole campaigns for an index to guarantee that.
-- verification          by (campaign, subject): asked of one person on one day.
--
-- No foreign keys to code: the only writer of these tables holds the code's row locked, and five
-- hundred items a batch would each be looked up again.

CREATE TABLE operation (
  campaign    text COLLATE "C" NOT NULL,
  code        uuid NOT NULL,
  op_id       text COLLATE "C" NOT NULL,
  kind        text NOT NULL,
  body_hash   text COLLATE "C" NOT NULL,
  outcome     jsonb NOT NULL,
  -- Digest of the risk policy that was in force.
  policy      text COLLATE "C",
  at          bigint NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  -- In this order also found by op_id alone.
  CONSTRAINT operation_once UNIQUE (op_id, code, campaign)
);
CREATE INDEX operation_latest ON operation (campaign, code, at DESC);

CREATE TABLE decision (
  campaign    text COLLATE "C" NOT NULL,
  code        uuid NOT NULL,
  op_id       text COLLATE "C" NOT NULL,
  judgement   jsonb NOT NULL,
  at          bigint NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (campaign, code, op_id)
);

CREATE TABLE event (
  campaign    text COLLATE "C" NOT NULL,
  id          text COLLATE "C" NOT NULL,
  code        uuid NOT NULL,
  tracking_id text COLLATE "C" NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('issued', 'woken', 'click', 'share', 'redemption',
                'reservation', 'milestone', 'reward', 'review', 'verification', 'reminder', 'status',
                'refresh', 'reset', 'wording', 'version')),
  at          bigint NOT NULL,
  channel     text,
  share       text,
  subject     text COLLATE "C",
  data        jsonb NOT NULL DEFAULT '{}',
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (campaign, id)
);
CREATE INDEX event_code ON event (code, at);
CREATE INDEX event_time ON event (campaign, at);
CREATE INDEX event_touch ON event (campaign, subject, at) WHERE kind = 'click';
CREATE INDEX event_share ON event (code, share) WHERE kind = 'click';

CREATE TABLE redemption (
  campaign              text COLLATE "C" NOT NULL,
  id                    text COLLATE "C" NOT NULL,
  code                  uuid NOT NULL,
  inviter               text COLLATE "C" NOT NULL,
  invitee               text COLLATE "C" NOT NULL,
  state                 text NOT NULL
                          CHECK (state IN ('reserved', 'review', 'redeemed', 'released', 'refused')),
  at                    bigint NOT NULL,
  channel               text,
  share                 text,
  region                text,
  reserved_until        bigint,
  milestones            text[] NOT NULL DEFAULT '{}',
  purchase_amount_minor bigint,
  by_hand               jsonb,
  recorded_at           timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (campaign, id)
);
CREATE UNIQUE INDEX redemption_once ON redemption (campaign, invitee)
  WHERE state IN ('reserved', 'review', 'redeemed');
CREATE INDEX redemption_invitee ON redemption (invitee, campaign);
CREATE INDEX redemption_code ON redemption (code);
CREATE INDEX redemption_inviter ON redemption (campaign, inviter, at)
  WHERE state IN ('reserved', 'review', 'redeemed');
CREATE INDEX redemption_reserved ON redemption (code, reserved_until, id) WHERE state = 'reserved';

CREATE TABLE review (
  campaign    text COLLATE "C" NOT NULL,
  id          text COLLATE "C" NOT NULL,
  code        uuid NOT NULL,
  redemption  text COLLATE "C" NOT NULL,
  rules       text[] NOT NULL,
  opened_at   bigint NOT NULL,
  due_at      bigint NOT NULL,
  otherwise   text NOT NULL CHECK (otherwise IN ('approve', 'refuse')),
  state       text NOT NULL CHECK (state IN ('open', 'approved', 'refused')),
  decided_by  text,
  note        text,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (campaign, id)
);
CREATE INDEX review_open ON review (code, due_at, id) WHERE state = 'open';
CREATE INDEX review_list ON review (campaign, due_at, id) WHERE state = 'open';

CREATE TABLE verification (
  campaign    text COLLATE "C" NOT NULL,
  code        uuid NOT NULL,
  subject     text COLLATE "C" NOT NULL,
  check_name  text NOT NULL,
  result      text NOT NULL CHECK (result IN ('passed', 'failed')),
  at          bigint NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX verification_subject ON verification (campaign, subject, at);

GRANT SELECT, INSERT ON operation, decision, event, verification TO usher_app;
GRANT SELECT, INSERT, UPDATE ON redemption, review TO usher_app;
