import type { CampaignId, SubjectId } from '../domain/ids.ts';

/** What a code is issued with. */
export interface Issue {
  readonly campaign: CampaignId;
  readonly holder: SubjectId;
  readonly channel?: string;
  /** This variant, whoever is assigned it; unless said, the one that the holder is assigned. */
  readonly variant?: string | undefined;
  /** Of the holder, as whoever issues says. */
  readonly segment?: string | undefined;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** Somebody's opening of one share. */
export interface Visit {
  readonly visitor: SubjectId;
  readonly share: string;
  /** Whether the service has never seen this person before. */
  readonly isNew: boolean;
  /** Whether the share was counted before, which a store that keeps no answers cannot know. */
  readonly wasCounted?: boolean;
}
