import type { Asked } from './asked.ts';

/** How the parameters that these parts read are numbered in their statement. */
interface At {
  readonly comers: string;
  readonly holder: string;
  readonly uplinesMax: string;
}

/** Who invited the holder, level by level: by the row that traces it, or redemption by redemption. */
export function uplineRows({ traced }: Asked, at: At): string {
  return traced > 0
    ? `upline AS (
    SELECT a.place + 1 AS level, a.person AS inviter
    FROM relation r, unnest(r.ancestors) WITH ORDINALITY AS a (person, place)
    WHERE r.campaign = $1 AND r.invitee = ${at.holder}
  )`
    : `upline AS (
    SELECT 2 AS level, inviter FROM redemption
    WHERE campaign = $1 AND invitee = ${at.holder} AND state = 'redeemed'
    UNION ALL
    SELECT u.level + 1, r.inviter FROM upline u
    JOIN redemption r ON r.campaign = $1 AND r.invitee = u.inviter AND r.state = 'redeemed'
    WHERE u.level <= ${at.uplinesMax}
  )`;
}

export const uplinesResult = '(SELECT json_agg(inviter ORDER BY level) FROM upline)';

/** Keys as `headsKey` makes them. All of these people are locked. */
export function standingsResult({ comers, holder }: At): string {
  return `json_build_object(
    'holderDepth', coalesce((SELECT depth FROM relation WHERE campaign = $1 AND invitee = ${holder}), 0),
    'inviters', (SELECT json_agg(json_build_array(invitee, inviter)) FROM relation
      WHERE campaign = $1 AND invitee = ANY(${comers})),
    'heads', (SELECT json_agg(c.person) FROM unnest(${comers}) AS c (person)
      JOIN counter k ON k.campaign = $1 AND k.key = 'heads:1:' || c.person AND k.used > 0))`;
}
