import { createCommit, type CommitDependencies } from './commit.ts';

/** Everything that activities need from outside. */
export type ActivityDependencies = CommitDependencies;

/** All activities, by the names that workflows call. */
export function createActivities(dependencies: ActivityDependencies) {
  return { commit: createCommit(dependencies) };
}

export type Activities = ReturnType<typeof createActivities>;
