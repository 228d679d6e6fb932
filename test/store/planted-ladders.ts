/** Breaches of what ladders have counted, each with the invariants that have to notice. */
export const plantedLadders: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a ladder that forgot an invitee',
    `UPDATE redemption SET counted = '{qualified:x:campaign}' WHERE invitee = 'held-1'`,
    ['a ladder has counted its invitees'],
  ],
  [
    'a ladder that counted an invitee twice',
    `INSERT INTO counter (campaign, key, used) VALUES ('cash', 'qualified:x:campaign', 1)`,
    ['a ladder has counted its invitees'],
  ],
  [
    'a step that nobody has reached',
    `UPDATE reward SET ladder = '{"key": "qualified:x:campaign", "invitees": 3}'
     WHERE id = (SELECT min(id) FROM reward WHERE state = 'held')`,
    ['a step stands where its ladder has come'],
  ],
  [
    'a ladder that forgot a purchase',
    `UPDATE redemption SET purchases = '{"purchases:x:campaign": {"minor": 1, "steps": 0}}'
     WHERE invitee = 'held-1'`,
    ['a ladder has counted its purchases'],
  ],
  [
    'a ladder that counted a purchase twice',
    `INSERT INTO counter (campaign, key, used) VALUES ('cash', 'purchases:x:campaign', 500)`,
    ['a ladder has counted its purchases'],
  ],
  [
    'a step that no purchases have reached',
    `UPDATE reward SET ladder = '{"key": "purchases:x:campaign", "purchases": 100000}'
     WHERE id = (SELECT min(id) FROM reward WHERE state = 'held')`,
    ['a step stands where its ladder has come'],
  ],
];
