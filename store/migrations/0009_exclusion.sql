-- The group of campaigns in which a redemption is its invitee's only one, as the code's terms say.
ALTER TABLE redemption ADD COLUMN exclusion jsonb;
CREATE INDEX redemption_exclusion ON redemption ((exclusion ->> 'group'), invitee)
  WHERE exclusion IS NOT NULL;
