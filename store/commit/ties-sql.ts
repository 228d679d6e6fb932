import { scopeSql } from '../parties/sanctions-of.ts';

/** How many people are looked at around the comers of a batch. */
const nearMax = 200;
const peopleMax = 65;
const identitiesMax = 20;
/** So many more are looked through for others who share them. */
const searchedMax = 1000;

/** Of the ties of one person: phones and payees before devices, of which anybody can make up any number. */
const tellingFirst = `ORDER BY identity LIKE 'device:%', seen_at DESC`;

/** Others who were seen with anything of somebody, each of them once: what nobody shares takes no place of what is shared. */
function others(subject: string): string {
  return `SELECT DISTINCT ON (o.subject) its.identity, o.subject
    FROM (SELECT identity FROM tie WHERE scope = here.id AND subject = ${subject}
        ${tellingFirst} LIMIT ${searchedMax}) its, LATERAL (
      SELECT subject FROM tie WHERE scope = here.id AND identity = its.identity AND subject <> ${subject}
        LIMIT ${peopleMax}) o
    ORDER BY o.subject LIMIT ${peopleMax}`;
}

/**
 * From the comers, their inviter and what they bring along, over whatever is shared. Of an identity so many
 * people are looked at, and of a person so many others. A crowd is cut off. Never cut off are comers and
 * inviter, what these have in common, and the first who were seen with what the comers bring.
 */
export function tiesResult(at: {
  readonly comers: string;
  readonly holder: string;
  readonly identities: string;
}): string {
  return `(WITH RECURSIVE here AS (SELECT id FROM ${scopeSql} scope),
    own AS (SELECT t.identity, t.subject FROM here, tie t
      WHERE t.scope = here.id AND t.subject = ANY(${at.comers})),
    common AS (SELECT c.identity
      FROM (SELECT identity FROM own UNION SELECT unnest(${at.identities})) c, here
      WHERE EXISTS (SELECT FROM tie t WHERE t.scope = here.id AND t.identity = c.identity
        AND t.subject = ${at.holder})),
    brought AS (SELECT i.identity, t.subject
      FROM unnest(${at.identities}) AS i (identity), here, LATERAL (
        SELECT subject FROM tie WHERE scope = here.id AND identity = i.identity LIMIT ${peopleMax}) t),
    near AS (
      (SELECT subject FROM unnest(${at.comers} || ${at.holder}) AS c (subject)
      UNION SELECT subject FROM brought)
      UNION
      SELECT other.subject FROM near n, here, LATERAL (${others('n.subject')}) other
    ), looked AS (
      (SELECT subject FROM near LIMIT ${nearMax} + cardinality(${at.comers}))
      UNION SELECT subject FROM unnest(${at.comers} || ${at.holder}) AS c (subject)
    )
    SELECT json_agg(json_build_object('identity', identity, 'subject', subject)) FROM (
      SELECT t.identity, l.subject FROM looked l, here, LATERAL (
        SELECT identity FROM tie WHERE scope = here.id AND subject = l.subject
        ${tellingFirst} LIMIT ${identitiesMax}) t
      UNION SELECT o.identity, unnest(ARRAY[l.subject, o.subject])
        FROM looked l, here, LATERAL (${others('l.subject')}) o
      UNION SELECT identity, subject FROM brought
      UNION SELECT identity, subject FROM own JOIN common USING (identity)
      UNION SELECT identity, ${at.holder} FROM common) ties)`;
}
