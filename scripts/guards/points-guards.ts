import type { Guard } from './guard.ts';

/** What keeps points that are taken back in parts from being spent as well. */
export const pointsGuards: readonly Guard[] = [
  {
    name: 'points that are taken back are locked',
    keeps:
      'A part that is taken back and a purchase that is paid at once never both get the same points.',
    take: {
      file: 'store/migrations/0049_parts_of_points.sql',
      text: `PERFORM FROM points_account WHERE campaign = NEW.campaign AND person = owner FOR UPDATE;
  SELECT`,
      instead: 'SELECT',
    },
    test: {
      file: 'test/store/points-parts.test.ts',
      name: 'parts of points taken back while they are spent are never both',
    },
    says: 'points',
  },
  {
    name: 'points that were covered go back',
    keeps: 'What comes back of points that were taken back meanwhile is nobody’s to spend again.',
    take: {
      file: 'store/points/settle-points.ts',
      text: 'SELECT least(available, given_back - taken_back) AS minor',
      instead: 'SELECT 0::bigint AS minor',
    },
    test: {
      file: 'test/store/points-parts.test.ts',
      name: 'a part of points taken back of what is reserved goes when that comes back, and no more',
    },
    says: 'available',
  },
  {
    name: 'a batch of points gives what is left of them',
    keeps: 'Of points that became smaller while they were held, only the rest takes effect.',
    take: {
      file: 'store/payouts/turn-rewards.ts',
      text: 'h.asset, paid.minor, $3',
      instead: 'h.asset, h.minor, $3',
    },
    test: {
      file: 'test/store/points-parts.test.ts',
      name: 'a part of points taken back before a batch makes them smaller',
    },
    says: 'available',
  },
  {
    name: 'points in memory are those of the database',
    keeps:
      'A test of a campaign never says that points are there which production would have taken back.',
    take: {
      file: 'simulate/points/lot.ts',
      text: 'const lapsed = Math.min(expired, minor - there);',
      instead: 'const lapsed = 0;',
    },
    test: {
      file: 'test/store/points-alike.test.ts',
      name: 'points are kept in memory as they are in the database, whatever is done with them',
    },
    says: 'Counterexample',
  },
];
