/** What is put among points, and which invariants must then be broken. */
export const plantedPoints: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'points that were spent unseen',
    `UPDATE points_account SET available = available - 1`,
    ["a person's points are what their lots have"],
  ],
  [
    'a lot of which points went from one place to another',
    `UPDATE points_lot SET available = available - 1, spent = spent + 1`,
    [
      "a person's points are what their lots have",
      'reserved and spent points are those of reservations',
      'points that are reserved, spent and expired are in their accounts',
    ],
  ],
  [
    'a reservation that was closed and gave nothing back',
    `UPDATE points_reservation SET state = 'over', closed_at = 1 WHERE state = 'open'`,
    ['reserved and spent points are those of reservations'],
  ],
  [
    'a reservation of more than it took',
    `UPDATE points_reservation SET minor = minor + 1 WHERE state = 'open'`,
    ['a reservation has the points that it took from lots'],
  ],
  [
    'a part of points that went back unseen',
    `UPDATE points_lot SET given_back = given_back + 1`,
    ['points in effect are a lot', "points that are to go back are nobody's to spend"],
  ],
  [
    'points in effect that are no lot',
    `DELETE FROM points_part; DELETE FROM points_lot`,
    ['points in effect are a lot'],
  ],
];
