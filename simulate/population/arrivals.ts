import type { Population } from '../../domain/population/population.ts';

const growthADay = 1.05;
const halfLifeDays = 7;

/** How many people ask for a code on each day; all days together are `people`. */
export function arrivalsByDay(
  shape: Population['arrivals'],
  people: number,
  days: number,
): readonly number[] {
  const weights = Array.from({ length: days }, (_, day) => weightOf(shape, day));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [reached, given] = [0, 0];
  return weights.map((weight) => {
    reached += weight;
    const upToHere = Math.round((people * reached) / total);
    const today = upToHere - given;
    given = upToHere;
    return today;
  });
}

function weightOf(shape: Population['arrivals'], day: number): number {
  switch (shape) {
    case 'even':
      return 1;
    case 'launch':
      return 0.5 ** (day / halfLifeDays);
    case 'growing':
      return growthADay ** day;
  }
}
