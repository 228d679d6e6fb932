import type { Call } from '../calls.ts';

/** Says that a streamer goes live in a campaign whose codes belong to streamers. */
export interface OpenStreamCall extends Call {
  readonly campaign: string;
  /** As codes name them, in the parameter that the campaign's scenario says. */
  readonly streamer: string;
  /**
   * The caller's name for this session; made here when left out. A retry gives the same, and is answered with the
   * stream that was opened.
   */
  readonly stream?: string;
}

/** Says that a streamer's stream has ended. */
export interface CloseStreamCall extends Call {
  readonly campaign: string;
  readonly streamer: string;
  /** Which one; unless said, the one that is open. With it a retry is answered as before. */
  readonly stream?: string;
}

export interface ListStreamsCall extends Call {
  readonly campaign: string;
  /** Only those of this one. */
  readonly streamer?: string;
  /** Only those that are open. */
  readonly open?: boolean;
  /** The latest so many; 50 unless said, 500 at most. */
  readonly limit?: number;
}
