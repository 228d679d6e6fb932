-- The wordings of codes, and the words that are looked for in them.
--
-- word_list  by digest; one is current. Where there is none, the lists that Usher ships hold.
-- wording    by (code, op_id): each wording that a code was given, with what was found in it and by which
--            list. The text is sealed as in `code_value`, bound to what it is: only operations read it.
CREATE TABLE word_list (
  digest       text COLLATE "C" PRIMARY KEY,
  words        jsonb NOT NULL,
  published_by text NOT NULL,
  current      boolean NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX word_list_current ON word_list (current) WHERE current;

CREATE TABLE wording (
  campaign    text COLLATE "C" NOT NULL,
  code        uuid NOT NULL REFERENCES code (id),
  -- The operation that brought it; `issue` for what the code was issued with.
  op_id       text NOT NULL,
  sealed      text NOT NULL,
  hits        integer NOT NULL CHECK (hits >= 0),
  findings    jsonb NOT NULL,
  words       text COLLATE "C" NOT NULL,
  at          bigint NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (code, op_id)
);

GRANT SELECT, INSERT, UPDATE ON word_list TO usher_app;
GRANT SELECT, INSERT ON wording TO usher_app;
