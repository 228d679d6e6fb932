-- Coupons are a kind of reward of their own.
ALTER TABLE reward DROP CONSTRAINT reward_kind_check;
ALTER TABLE reward ADD CONSTRAINT reward_kind_check
  CHECK (kind IN ('cash', 'points', 'privilege', 'coupon', 'virtual-item'));
