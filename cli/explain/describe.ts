import type { ExplainedReward, ExplainedRule, Explanation } from '../../compare/explain/explain.ts';
import type { Nearest } from '../../compare/explain/nearest.ts';
import { supposedOf } from '../../compare/explain/supposed.ts';
import type { Situation } from '../../compare/explain/situation.ts';
import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import { limitsShared } from '../../domain/commit/counters.ts';
import type { Instant } from '../../domain/time.ts';
import { joined, phrase, say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { sayRejection } from '../../campaign-test/say-rejection.ts';
import { colours } from '../output/colour.ts';
import { sayReward, type Clock } from '../output/outcome.ts';
import { sayCap, sayLimit, sayShared } from '../output/say-cap.ts';
import { indent } from '../output/table.ts';
import { clock } from '../output/when.ts';
import { sayNothing } from './say-nothing.ts';
import { sayAnswer, sayOutcome, sayTrace, sayValue } from './say.ts';

const takenForGranted = {
  password: say`Taken for granted: the one-time password is right.`,
  'dynamic-code': say`Taken for granted: the dynamic code is right.`,
  consent: say`Taken for granted: the invitee has agreed to the use of their location where the region asks for that.`,
  stream: say`Taken for granted: the code belongs to a streamer who is live.`,
  'inviter-phone': say`Taken for granted: the invitee has given the inviter's phone number, and it is right.`,
} as const;

/** Everything that an explanation is told with. */
export interface Told {
  readonly terms: Terms;
  readonly situation: Situation;
  readonly explanation: Explanation;
  readonly nearest: readonly Nearest[];
}

/** What came of a reward, and what to say where that is nothing. */
type Found = ExplainedReward & { readonly nothing: Said };

/** An explanation for people: the answer, every condition, every reward, the nearest otherwise. */
export function describeExplanation(told: Told, language: Language = 'en'): string {
  return new Teller(language).explanation(told);
}

/** Tells in one language. */
class Teller {
  private readonly language: Language;

  constructor(language: Language) {
    this.language = language;
  }

  explanation({ terms, situation, explanation, nearest }: Told): string {
    const { timeZone } = terms.period;
    const at = { timeZone, now: situation.at };
    const rules = explanation.rules.map((rule) => this.rule(rule, explanation.decidedBy));
    const rewards = terms.rewards.map((reward) => {
      const found = explanation.rewards.find(({ id }) => id === reward.id);
      if (found === undefined) return '';
      const number = explanation.outcome.ok ? situation.inviteesBefore + 1 : null;
      const nothing = sayNothing(terms, { found, number, schedule: reward.schedule });
      return this.reward(terms, reward, { ...found, nothing }, at);
    });
    const others = nearest.map((one) => this.nearest(situation, one, at));
    const when = clock(situation.at, timeZone);
    const outcome = sayOutcome(explanation);
    const { variant } = terms;
    const answer = this.text(
      variant === undefined
        ? say`${outcome}, on ${when} in ${timeZone}`
        : say`${outcome}, on ${when} in ${timeZone}, by the terms of variant ${variant}`,
    );
    const refused = explanation.refusedReports.map(({ milestone, refused: no }) =>
      this.text(say`${milestone}: ${no.code}: ${sayRejection(no.message)}`),
    );
    const none = say`There are none.`;
    const notFound = say`None was found with one or two facts changed.`;
    const supposed = supposedOf(terms.scenario, situation);
    return [
      `${this.mark(explanation)}  ${answer}`,
      ...(supposed === null ? [] : [this.text(takenForGranted[supposed])]),
      this.section(say`Rules of the risk policy`, rules, none),
      ...(refused.length === 0 ? [] : [this.section(say`Reports that are refused`, refused, none)]),
      this.section(say`Rewards`, rewards, none),
      this.section(say`The nearest situations that would be decided otherwise`, others, notFound),
    ].join('\n\n');
  }

  private text(said: Said): string {
    return textOf(said, this.language);
  }

  private section(title: Said, parts: readonly string[], none: Said): string {
    const body = parts.length === 0 ? [this.text(none)] : parts;
    return [colours.bold(this.text(title)), ...body.map((part) => indent(part))].join('\n');
  }

  private mark({ outcome }: Explanation): string {
    return outcome.ok ? colours.green(this.text(say`ok`)) : colours.red(this.text(say`refused`));
  }

  private rule({ id, title, answer, trace }: ExplainedRule, by: string | null): string {
    const would = sayAnswer(answer);
    const fires =
      by === id ? say`${id}: fires: ${would}, which decided` : say`${id}: fires: ${would}`;
    const result = trace.holds ? fires : say`${id}: does not fire; it would ${would}`;
    return [
      this.text(result),
      indent(this.text(phrase(title))),
      indent(sayTrace(trace, this.language)),
    ].join('\n');
  }

  private reward(terms: Terms, reward: RewardTerms, found: Found, at: Clock): string {
    const { trace, results, nothing } = found;
    const { id } = reward;
    const granted = results.map((result) => indent(this.text(sayReward(result, at))));
    const caps = [
      ...reward.caps.map((cap) => sayCap(cap, reward)),
      ...(reward.limits ?? []).map((limit) => sayLimit(limit, reward)),
      ...limitsShared(terms, reward).map(sayShared),
    ];
    return [
      this.text(granted.length === 0 ? nothing : say`${id}:`),
      ...granted,
      ...(caps.length === 0 ? [] : [indent(this.text(say`at most ${joined(caps, list)}`))]),
      ...(trace === null ? [] : [indent(sayTrace(trace, this.language))]),
    ].join('\n');
  }

  private nearest(from: Situation, one: Nearest, at: Clock): string {
    const { explanation, situation } = one;
    const changes = one.changes.map(
      ({ fact, to }) => say`${fact} ${sayFact(fact, from[fact], at)} -> ${sayFact(fact, to, at)}`,
    );
    const results = explanation.rewards.flatMap((reward) => reward.results);
    const then = { ...at, now: situation.at };
    const changed = joined(changes, (before, next) => say`${before}, and ${next}`);
    return [
      this.text(say`${changed}: ${sayOutcome(explanation)}`),
      ...results.map((result) => indent(this.text(sayReward(result, then)))),
    ].join('\n');
  }
}

function list(before: Said | string | number, next: Said | string | number): Said {
  return say`${before}, ${next}`;
}

function sayFact(
  fact: keyof Situation,
  value: Situation[keyof Situation],
  { timeZone }: Clock,
): Said | string {
  if (fact === 'at') return clock(value as Instant, timeZone);
  if (typeof value !== 'object' || value === null || isList(value)) return sayValue(value);
  return sayValue(Object.entries(value).map(([name, one]) => `${name} ${String(one)}`));
}

function isList(value: object): value is readonly string[] {
  return Array.isArray(value);
}
