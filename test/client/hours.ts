const minuteMs = 60_000;
/** Shanghai has no summer time. */
const shanghaiMs = 8 * 60 * minuteMs;

/** When the campaign opens next: two hours from now, on the minute. */
export const opensAt = Math.floor(Date.now() / minuteMs) * minuteMs + 120 * minuteMs;

function clockOf(at: number): string {
  return new Date(at + shanghaiMs).toISOString().slice(11, 16);
}

/** A campaign that is closed now, and open for an hour every day from `opensAt` on. */
export const openingYaml = `
apiVersion: usher/v1
kind: Campaign
metadata: { id: hours, title: At certain hours, owner: shop-team }
spec:
  period: { starts: on-publish, lasts: 30d, timeZone: Asia/Shanghai }
  code:
    format: { alphabet: unambiguous, length: 12 }
    liveCodesMax: 100
  validity: { lifetime: until-campaign-end }
  attribution: { existingCustomers: included, touch: last }
  redemption:
    openingHours: [{ from: "${clockOf(opensAt)}", to: "${clockOf(opensAt + 60 * minuteMs)}" }]
  rewards: []
  budget: {}
  risk: { policy: none }
`;
