import type { Population } from '../../domain/population/population.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { say, type Said } from '../../lang/say.ts';
import type { Summary } from '../../simulate/statistics/summary.ts';

interface Noted {
  readonly terms: Pick<Terms, 'milestones'>;
  readonly population: Pick<Population, 'invitees'>;
  readonly summary: Pick<Summary, 'rewards'>;
}

/** What makes a simulation say less than it seems to: a cost of nothing is often one that nobody could earn. */
export function notesOf({ terms, population, summary }: Noted): readonly Said[] {
  const strange = Object.keys(population.invitees.milestones).filter(
    (name) => !terms.milestones.includes(name),
  );
  const idle = summary.rewards.filter(({ count }) => count === 0);
  return [
    ...strange.map(
      (name) => say`The population says how many reach ${name}, which is no milestone here.`,
    ),
    ...idle.map(
      ({ reward }) =>
        say`Nobody here has earned ${reward}: a population file says how many reach which milestone, and what purchases are worth (${population.invitees.purchase} on average).`,
    ),
  ];
}
