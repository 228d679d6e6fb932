/** A campaign in which nothing is found; cases change a line or two of it. */
export const base = `apiVersion: usher/v1
kind: Campaign
metadata:
  id: autumn
  title: Invite a friend
  owner: growth-team
spec:
  platform: generic
  period: { starts: on-publish, lasts: 30d, timeZone: Asia/Shanghai }
  code:
    generation: automatic
    format: { alphabet: unambiguous, length: 14 }
    liveCodesMax: 100
    channels: [moments, group]
  validity:
    lifetime: 24h
    settleFor: 30d
  redemption: { usesMax: 50, reserveFor: 15m }
  attribution: { window: 7d }
  milestones: [registered]
  rewards:
    - id: gift
      template: points
      to: inviter
      when: { invitee: [registered] }
      amount: "10"
      payout: { timing: weekly }
      caps: { perCampaign: "1000" }
  budget: { points: "1000" }
`;

/** A text and what stands in its place. */
export type Edit = readonly [from: string, to: string];

/** The base with some of its texts replaced; each must be there. */
export function edited(...edits: readonly Edit[]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the base does not have ${from}`);
    return text.replace(from, () => to);
  }, base);
}

/** What is wrong, the edits that make it wrong, and `line:column severity ID` of all that is found. */
export type Case = readonly [name: string, edits: readonly Edit[], found: readonly string[]];
