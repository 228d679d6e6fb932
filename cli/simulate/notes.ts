import type { Population } from '../../domain/population/population.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { streamTermsOf } from '../../domain/stream/stream.ts';
import { say, type Said } from '../../lang/say.ts';
import type { Summary } from '../../simulate/statistics/summary.ts';

/** What a simulation was made of, and what came of it. */
export interface Noted {
  readonly terms: Pick<Terms, 'milestones' | 'rewards' | 'limits' | 'scenario'>;
  readonly population: Pick<Population, 'invitees' | 'parameters'>;
  readonly summary: Pick<Summary, 'rewards' | 'people'>;
}

/** From which share on it is told that caps have refused a reward. */
const cappedShare = 0.1;

/** What makes a simulation say less than it seems to: a cost of nothing is often one that nobody could earn. */
export function notesOf(noted: Noted): readonly Said[] {
  return [...strangeMilestones(noted), ...sharedLimits(noted), ...idle(noted), ...capped(noted)];
}

function strangeMilestones({ terms, population }: Noted): readonly Said[] {
  const said = Object.keys(population.invitees.milestones);
  return said
    .filter((name) => !terms.milestones.includes(name))
    .map((name) => say`The population says how many reach ${name}, which is no milestone here.`);
}

/** Limits that count by what no code here carries: one limit for all, where production has one for each shop. */
function sharedLimits({ terms, population }: Noted): readonly Said[] {
  const limits = [...(terms.limits ?? []), ...terms.rewards.flatMap((one) => one.limits ?? [])];
  const names = limits.flatMap(({ of }) => (of.kind === 'parameter' ? [of.name] : []));
  const streamer = streamTermsOf(terms.scenario)?.streamer;
  return [...new Set(names)]
    .filter((name) => name !== streamer && population.parameters[name] === undefined)
    .map(
      (name) =>
        say`A limit counts by ${name}, which no code here carries, so that all of them share it: a population file says in \`parameters\` how many there are.`,
    );
}

function idle({ population, summary }: Noted): readonly Said[] {
  const honest = summary.people.find(({ kind }) => kind === 'honest');
  const [most] = Object.entries(honest?.refused ?? {}).sort(([, one], [, other]) => other - one);
  if (honest?.redeemed === 0 && most !== undefined) {
    return [say`Nobody here has redeemed a code: most were refused with ${most[0]}.`];
  }
  return summary.rewards
    .filter(({ count }) => count === 0)
    .map(
      ({ reward }) =>
        say`Nobody here has earned ${reward}: a population file says how many reach which milestone, and what purchases are worth (${population.invitees.purchase} on average).`,
    );
}

function capped({ terms, summary }: Noted): readonly Said[] {
  return summary.rewards.flatMap(({ reward, count, refused }) => {
    const hasCap = terms.rewards.some(
      ({ id, caps }) => id === reward && caps.some(({ scope }) => scope === 'campaign'),
    );
    const times = refused['CAP_REACHED'] ?? 0;
    const share = times / Math.max(1, count + times);
    if (!hasCap || share < cappedShare) return [];
    const percent = Math.round(100 * share);
    return [
      say`Caps have refused ${percent} % of ${reward}, one of which is of the whole campaign: how long the budget lasts is what they leave of it.`,
    ];
  });
}
