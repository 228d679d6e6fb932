import type { Rejection } from '../../domain/code/rejection.ts';
import { instant } from '../../domain/time.ts';
import { exitCodes, type ExitCode } from '../exit.ts';
import { describeRejection, type Clock } from './outcome.ts';
import type { Report } from './report.ts';

/** Reports that nothing was done and why, as the command's one result. */
export function reportRefusal(
  report: Report,
  refused: Rejection,
  fields: Readonly<Record<string, unknown>> = {},
  clock: Clock = { timeZone: 'UTC', now: instant(Date.now()) },
): ExitCode {
  report.result(describeRejection(refused, clock), { ...fields, refused });
  return exitCodes.findings;
}
