import type { Digest } from '../domain/ids.ts';
import type { Condition } from '../domain/policy/condition.ts';
import { isOthersDoing, isOwnDoing, ownFacts } from '../domain/policy/own-doing.ts';
import type { SanctionScope } from '../domain/policy/party.ts';
import {
  isSanctioning,
  type RiskAnswer,
  type RiskPolicy,
  type RiskRule,
} from '../domain/policy/policy.ts';
import {
  conditionOf,
  policySchema,
  type AnswerText,
  type PolicyText,
  type RuleText,
} from '../domain/policy/schema.ts';
import { hitsMaxOf } from '../domain/policy/wording.ts';
import type { Diagnostic, Path, Problem, Report } from './diagnostic.ts';
import { canonicalJson, digestOf } from './normal-form.ts';
import { readDuration } from './read.ts';
import { shapeOf } from './shape/shape.ts';
import { conclude, named, open, wrongKind, type Reading } from './source.ts';
import { readWhitelist } from './whitelist.ts';
import { checkCondition } from './terms/condition.ts';
import { checkIds } from './terms/ids.ts';
import { say } from '../lang/say.ts';

export type CompiledPolicy =
  | {
      readonly ok: true;
      readonly policy: RiskPolicy;
      readonly digest: Digest;
      /** The policy without its digest as canonical JSON, of which `digest` is the SHA-256. */
      readonly normalForm: string;
      readonly warnings: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const checkShape = shapeOf(policySchema);

/** Makes a risk policy of its text, or says everything that is wrong with it. Never throws. */
export function compilePolicy(text: string, options: Reading = {}): CompiledPolicy {
  const { file } = options;
  const source = open(text, options.language);
  if (!source.ok) return { ok: false, diagnostics: named(source.found, options) };
  const otherKind = wrongKind(source.data, 'RiskPolicy');
  if (otherKind.length > 0) {
    return { ok: false, diagnostics: conclude(source, { shape: otherKind, meaning: [] }, file) };
  }
  const shape = checkShape(source.data);
  const meaning: Problem[] = [];
  const report: Report = (problem) =>
    meaning.push({ ...problem, path: shape.written(problem.path) });
  const rules = readRules(report, source.data as PolicyText, shape.isBroken);
  const { spec } = source.data as Partial<PolicyText>;
  const whitelist =
    rules === undefined || spec === undefined || shape.isBroken(['spec', 'whitelist'])
      ? undefined
      : readWhitelist(report, spec);
  const diagnostics = conclude(source, { shape: shape.problems, meaning }, file);
  if (
    rules === undefined ||
    whitelist === undefined ||
    diagnostics.some(({ severity }) => severity === 'error')
  ) {
    return { ok: false, diagnostics };
  }
  const { metadata } = source.data as PolicyText;
  const relaxed = whitelist.length === 0 ? {} : { whitelist };
  const content = { id: metadata.id, title: metadata.title, rules, ...relaxed };
  const normalForm = canonicalJson(content);
  const digest = digestOf(normalForm);
  return { ok: true, policy: { ...content, digest }, digest, normalForm, warnings: diagnostics };
}

function readRules(
  report: Report,
  text: PolicyText,
  isBroken: (path: Path) => boolean,
): RiskRule[] | undefined {
  const path = ['spec', 'rules'];
  const rules = (text as Partial<PolicyText>).spec?.rules;
  if (!Array.isArray(rules)) return undefined;
  const whole = (rules as readonly RuleText[]).map(
    (rule, index) => !isBroken([...path, index]) && rule,
  );
  checkIds(report, path, whole);
  const read = whole.map((rule, index) =>
    rule === false ? undefined : readRule(report, [...path, index], rule),
  );
  const known = read.filter((rule) => rule !== undefined);
  return known.length === read.length ? known : undefined;
}

function readRule(report: Report, path: Path, text: RuleText): RiskRule | undefined {
  const when = conditionOf(text);
  checkCondition(report, [...path, 'when'], when, { channels: [] });
  const answer = readAnswer(report, [...path, 'answer'], text.answer);
  if (answer?.kind === 'revision') checkRevision(report, [...path, 'when'], when);
  const rule = answer && { id: text.id, title: text.title, when, answer };
  if (rule) {
    checkVoid(report, path, rule);
    checkEarned(report, path, rule);
  }
  return rule;
}

/** The schema has seen to it that each action has its own words. */
function readAnswer(report: Report, path: Path, text: AnswerText): RiskAnswer | undefined {
  switch (text.action) {
    case 'refuse':
    case 'revision':
      return { kind: text.action };
    case 'ban':
      return readBan(text);
    case 'verification':
      return text.check === undefined ? undefined : { kind: 'verification', check: text.check };
    case 'review':
      return readReview(report, path, text);
    case 'freeze':
      return readFreeze(report, path, text);
  }
}

/** When a code is pending is worked out at every commit, also where nobody redeems: from its words alone. */
function checkRevision(report: Report, path: Path, when: Condition): void {
  if (hitsMaxOf(when) !== undefined) return;
  report({
    code: 'REVISION_CONDITION',
    path,
    message: say`a rule that wants the wording revised asks for the number of its hits alone`,
    expected: say`{ fact: wordingHits, operator: greaterThan, value: 0 }, with your number`,
  });
}

function readBan(text: AnswerText): RiskAnswer | undefined {
  const { party, heldRewards } = text;
  if (party === undefined) return undefined;
  const held = heldRewards === 'void' ? { heldRewards } : {};
  return { kind: 'ban', party, ...scopeOf(text), ...held };
}

/** Nobody loses what they have earned by what others do, or by what a device says of itself. */
function checkVoid(report: Report, path: Path, { answer, when }: RiskRule): void {
  if (answer.kind !== 'ban' || answer.heldRewards !== 'void') return;
  if (answer.party === 'person' && isOwnDoing(when)) return;
  report({
    code: 'VOID_UNFOUNDED',
    path: [...path, 'answer', 'heldRewards'],
    message: say`this would take rewards from people for what others can bring about`,
    expected: say`party: person, and a condition on ${ownFacts.join(', ')} alone`,
  });
}

/** Nobody is kept out for what others did. */
function checkEarned(report: Report, path: Path, rule: RiskRule): void {
  if (!isSanctioning(rule) || !isOthersDoing(rule.when)) return;
  report({
    code: 'SANCTION_UNFOUNDED',
    severity: 'warning',
    path: [...path, 'answer', 'party'],
    message: say`this keeps whoever asks out for what others did: the condition can hold by that alone`,
    expected: say`a fact of who asks beside it, such as sourceFailuresLastHour or accountAgeDays, in each branch of any; or another action`,
  });
}

function readReview(report: Report, path: Path, text: AnswerText): RiskAnswer | undefined {
  const withinMs = readDuration(report, [...path, 'within'], text.within ?? '');
  const { otherwise } = text;
  if (withinMs === undefined || otherwise === undefined) return undefined;
  const twoPeople = text.secondPerson === true ? ({ secondPerson: true } as const) : {};
  return { kind: 'review', withinMs, otherwise, ...twoPeople };
}

function readFreeze(report: Report, path: Path, text: AnswerText): RiskAnswer | undefined {
  const { for: first = '', upTo: most = '', party } = text;
  const forMs = readDuration(report, [...path, 'for'], first);
  const upToMs = readDuration(report, [...path, 'upTo'], most);
  if (forMs === undefined || upToMs === undefined || party === undefined) return undefined;
  if (upToMs < forMs) {
    report({
      code: 'FREEZE_REVERSED',
      path: [...path, 'upTo'],
      message: say`a freeze of ${first} the first time may last ${most} at most`,
      expected: say`at least ${first}`,
    });
  }
  return { kind: 'freeze', party, forMs, upToMs, ...scopeOf(text) };
}

function scopeOf({ scope }: AnswerText): { readonly scope?: Exclude<SanctionScope, 'all'> } {
  return scope === undefined || scope === 'all' ? {} : { scope };
}
