import {
  attackKinds,
  type AttackKind,
  type Attackers,
  type Population,
} from '../domain/population/population.ts';
import { populationSchema, type PopulationText } from '../domain/population/schema.ts';
import type { Diagnostic, Path, Problem, Report } from './diagnostic.ts';
import { canonicalJson, digestOf } from './normal-form.ts';
import { readDuration } from './read.ts';
import { shapeOf } from './shape/shape.ts';
import { conclude, named, open, wrongKind, type Reading } from './source.ts';
import { whole, type Parts } from './terms/whole.ts';
import { say } from '../lang/say.ts';

export type CompiledPopulation =
  | {
      readonly ok: true;
      readonly population: Population;
      /** SHA-256 of the population as canonical JSON. */
      readonly digest: string;
      readonly warnings: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const checkShape = shapeOf(populationSchema);

/** Makes a population of its text, or says everything that is wrong with it. Never throws. */
export function compilePopulation(text: string, options: Reading = {}): CompiledPopulation {
  const { file } = options;
  const source = open(text, options.language);
  if (!source.ok) return { ok: false, diagnostics: named(source.found, options) };
  const otherKind = wrongKind(source.data, 'Population');
  if (otherKind.length > 0) {
    return { ok: false, diagnostics: conclude(source, { shape: otherKind, meaning: [] }, file) };
  }
  const shape = checkShape(source.data);
  const meaning: Problem[] = [];
  const report: Report = (problem) =>
    meaning.push({ ...problem, path: shape.written(problem.path) });
  const isRead = !shape.isBroken(['spec']) && !shape.isBroken(['metadata']);
  const population = isRead ? readPopulation(report, source.data as PopulationText) : undefined;
  const diagnostics = conclude(source, { shape: shape.problems, meaning }, file);
  if (population === undefined || diagnostics.some(({ severity }) => severity === 'error')) {
    return { ok: false, diagnostics };
  }
  const digest = digestOf(canonicalJson(population));
  return { ok: true, population, digest, warnings: diagnostics };
}

function readPopulation(report: Report, text: PopulationText): Population | undefined {
  const { metadata, spec } = text;
  checkShares(report, spec);
  return whole<Population>({
    id: metadata.id,
    people: spec.people,
    arrivals: spec.arrivals,
    hours: spec.hours,
    channels: spec.channels,
    regions: spec.regions,
    parameters: spec.parameters,
    segments: spec.segments,
    inviters: readInviters(report, spec.inviters),
    invitees: readInvitees(report, spec.invitees),
    attackers: readAttackers(report, spec.attackers),
  });
}

function readInviters(
  report: Report,
  { within, ...rest }: PopulationText['spec']['inviters'],
): Population['inviters'] | undefined {
  const withinMs = readDuration(report, ['spec', 'inviters', 'within'], within);
  return withinMs === undefined ? undefined : { ...rest, withinMs };
}

function readInvitees(
  report: Report,
  { opensWithin, reachWithin, ...rest }: PopulationText['spec']['invitees'],
): Population['invitees'] | undefined {
  const path = ['spec', 'invitees'];
  const opensWithinMs = readDuration(report, [...path, 'opensWithin'], opensWithin);
  const reachWithinMs = readDuration(report, [...path, 'reachWithin'], reachWithin);
  const isWhole = opensWithinMs !== undefined && reachWithinMs !== undefined;
  return isWhole ? { ...rest, opensWithinMs, reachWithinMs } : undefined;
}

function readAttackers(
  report: Report,
  text: PopulationText['spec']['attackers'],
): Population['attackers'] | undefined {
  const kinds: Parts<Record<AttackKind, Attackers>> = {
    selfReferral: readKind(report, 'selfReferral', text),
    deviceFarm: readKind(report, 'deviceFarm', text),
    ipRotation: readKind(report, 'ipRotation', text),
    codeGuessing: readKind(report, 'codeGuessing', text),
  };
  const read = whole<Record<AttackKind, Attackers>>(kinds);
  return read && { ...read, reach: text.reach, verified: text.verified };
}

function readKind(
  report: Report,
  kind: AttackKind,
  text: PopulationText['spec']['attackers'],
): Attackers | undefined {
  const path: Path = ['spec', 'attackers', kind, 'every'];
  const { share, identities, every } = text[kind];
  const everyMs = readDuration(report, path, every);
  return everyMs === undefined ? undefined : { share, identities, everyMs };
}

/** Nobody is of two kinds, and nobody in two segments. */
function checkShares(report: Report, { attackers, segments }: PopulationText['spec']): void {
  const ofKinds = sum(attackKinds.map((kind) => attackers[kind].share));
  const inSegments = sum(Object.values(segments));
  const tooLarge = { code: 'SHARES_TOO_LARGE', expected: say`at most 1 in all` } as const;
  if (isMoreThanAll(ofKinds)) {
    report({
      ...{ ...tooLarge, path: ['spec', 'attackers'] },
      message: say`the shares of all kinds of attackers are ${ofKinds.toFixed(2)} together`,
    });
  }
  if (isMoreThanAll(inSegments)) {
    report({
      ...{ ...tooLarge, path: ['spec', 'segments'] },
      message: say`the shares of all segments are ${inSegments.toFixed(2)} together`,
    });
  }
}

/** 0.7, 0.2 and 0.1 are all there is, whatever floating point makes of them. */
function isMoreThanAll(share: number): boolean {
  return share > 1 + 1e-9;
}

function sum(shares: readonly number[]): number {
  return shares.reduce((total, share) => total + share, 0);
}
