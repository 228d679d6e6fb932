import type { Call } from '../calls.ts';
import type { Person } from '../subject.ts';

/** Whose points of which campaign. */
export interface PointsOf {
  readonly campaign: string;
  readonly person: Person;
}

export interface ReservePointsCall extends Call, PointsOf {
  /** How many points, from 1. */
  readonly amount: number;
  /** What for, in words or as the number of an order; nothing personal belongs here. */
  readonly purpose: string;
  /** The purchase's price in points, where the campaign caps which share of it they pay. */
  readonly price?: number;
  /** How long they are kept, in milliseconds: a quarter of an hour unless said, 30 days at most. */
  readonly holdForMs?: number;
}

export interface ClosePointsCall extends Call {
  /** As `reservePoints` has answered. */
  readonly reservation: string;
}
