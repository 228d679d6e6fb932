import type { Population } from '../../domain/population/population.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { say, type Said } from '../../lang/say.ts';
import type { Summary } from '../../simulate/statistics/summary.ts';

interface Noted {
  readonly terms: Pick<Terms, 'milestones' | 'rewards'>;
  readonly population: Pick<Population, 'invitees'>;
  readonly summary: Pick<Summary, 'rewards'>;
}

/** From which share on it is told that caps have refused a reward. */
const cappedShare = 0.1;

/** What makes a simulation say less than it seems to: a cost of nothing is often one that nobody could earn. */
export function notesOf({ terms, population, summary }: Noted): readonly Said[] {
  const strange = Object.keys(population.invitees.milestones).filter(
    (name) => !terms.milestones.includes(name),
  );
  const capped = summary.rewards.flatMap(({ reward, count, refused }) => {
    const hasCap = terms.rewards.some(
      ({ id, caps }) => id === reward && caps.some(({ scope }) => scope === 'campaign'),
    );
    const times = refused['CAP_REACHED'] ?? 0;
    const share = times / Math.max(1, count + times);
    return hasCap && share >= cappedShare ? [{ reward, percent: Math.round(100 * share) }] : [];
  });
  const idle = summary.rewards.filter(({ count }) => count === 0);
  return [
    ...strange.map(
      (name) => say`The population says how many reach ${name}, which is no milestone here.`,
    ),
    ...idle.map(
      ({ reward }) =>
        say`Nobody here has earned ${reward}: a population file says how many reach which milestone, and what purchases are worth (${population.invitees.purchase} on average).`,
    ),
    ...capped.map(
      ({ reward, percent }) =>
        say`Caps have refused ${percent} % of ${reward}, one of which is of the whole campaign: how long the budget lasts is what they leave of it.`,
    ),
  ];
}
