import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { SourceId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { RiskPolicy } from '../domain/policy/policy.ts';
import { judgeLookup } from '../rules/judge-lookup.ts';
import type { MemoryStore } from './memory-store.ts';

/** Somebody asks for a code that there is not: `CODE_UNKNOWN`, or `SOURCE_FROZEN` before that. */
export async function lookUpUnknown(
  store: MemoryStore,
  policy: RiskPolicy,
  { source, now }: { readonly source: SourceId; readonly now: Instant },
): Promise<Rejection> {
  store.requests.count(source, now);
  const known = store.freezes.get(source);
  if (known !== undefined && now < known.until) {
    return reject('SOURCE_FROZEN', { until: known.until });
  }
  const facts = {
    requestsLastHour: store.requests.lastHour(source, now),
    frozenUntil: known?.until ?? null,
    timesFrozen: known?.times ?? 0,
  };
  const freeze = await judgeLookup(policy.rules, facts, now);
  if (freeze === null) return reject('CODE_UNKNOWN');
  const { until, times, rule } = freeze;
  store.freezes.set(source, { until, times });
  return reject('SOURCE_FROZEN', { until, rules: [rule] });
}
