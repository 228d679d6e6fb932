import type { CommitRequest, CommitResponse } from '../domain/commit/commit.ts';
import { createCommit, type CommitDependencies } from './commit.ts';

/** Everything that activities need from outside. */
export type ActivityDependencies = CommitDependencies;

/** All activities, by the names under which workflows call them. */
export interface Activities {
  readonly commit: (request: CommitRequest) => Promise<CommitResponse>;
}

/** Makes the activities of a worker. */
export function createActivities(dependencies: ActivityDependencies): Activities {
  return { commit: createCommit(dependencies) };
}
