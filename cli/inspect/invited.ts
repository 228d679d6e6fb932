import type { RedemptionRecord } from '../../store/inspect/redemptions.ts';
import { colours } from '../output/colour.ts';
import { indent, table } from '../output/table.ts';
import { clock } from '../output/when.ts';

/** Redemptions that a relation stands on: the person is bound to the inviter. */
const bound: readonly string[] = ['redeemed', 'spent'];

/** Who invited a person, by which code and since when; empty where nobody did. `zoneOf` a code's campaign. */
export function describeInvited(
  redemptions: readonly RedemptionRecord[],
  zoneOf: (code: string) => string,
): string {
  if (redemptions.length === 0) return '';
  const rows = redemptions.map(({ inviter, campaign, code, at, state }) => {
    const zone = zoneOf(code);
    return [
      inviter,
      campaign,
      code,
      `${clock(at, zone)} ${zone}`,
      bound.includes(state) ? '' : state,
    ];
  });
  const heads = ['inviter', 'campaign', 'by code', 'since', ''];
  const text = table(
    heads.map((title) => ({ title })),
    rows,
  );
  return `${colours.bold('Invited by')}\n${indent(text)}`;
}
