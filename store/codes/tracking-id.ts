import type { CodeId } from '../../domain/ids.ts';

/** Says in figures which code it is, and nothing about its value or holder. */
export function trackingIdOf(code: CodeId): string {
  return `t-${code.replaceAll('-', '').slice(-20)}`;
}
