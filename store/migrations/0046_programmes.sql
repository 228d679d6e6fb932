-- How far it goes that somebody is certified. They may be on a list more than once, in several scopes.
--
-- scope     'all', a campaign's id, or 'programme:' and its name.
-- hour_max  how many invitations in any hour, and in any 24 hours, the list's rules are relaxed for; null:
-- day_max   as many as come.
ALTER TABLE whitelist_member
  ADD COLUMN scope text COLLATE "C" NOT NULL DEFAULT 'all',
  ADD COLUMN hour_max integer CHECK (hour_max >= 1),
  ADD COLUMN day_max integer CHECK (day_max >= 1),
  DROP CONSTRAINT whitelist_member_pkey,
  ADD PRIMARY KEY (list, subject, scope);
-- What several campaigns belong to, where sanctions and certificates may hold: of the current version. Their scope
-- is 'programme:' with its name, which no campaign's id can be. A sandbox belongs to none.
ALTER TABLE campaign ADD COLUMN programme text COLLATE "C";
