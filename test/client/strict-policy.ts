import type { Digest } from '../../domain/ids.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { duration } from '../../domain/time.ts';

const day = 86_400_000;

/** Answers by the channel, by few requests an hour, and by what is found of a device. */
export const strictPolicy: RiskPolicy = {
  id: 'strict',
  title: 'Answers by channel',
  digest: 'strict' as Digest,
  rules: [
    {
      id: 'farm',
      title: 'no emulators',
      when: { fact: 'deviceReports', operator: 'contains', value: 'emulator' },
      answer: { kind: 'ban', party: 'device' },
    },
    {
      id: 'verify',
      title: 'the channel asks for a verification',
      when: { fact: 'channel', operator: 'equal', value: 'verified' },
      answer: { kind: 'verification', check: 'face' },
    },
    {
      id: 'refuse',
      title: 'the channel is closed',
      when: { fact: 'channel', operator: 'equal', value: 'closed' },
      answer: { kind: 'refuse' },
    },
    {
      id: 'review',
      title: 'the channel is looked at',
      when: { fact: 'channel', operator: 'equal', value: 'reviewed' },
      answer: { kind: 'review', withinMs: duration(day), otherwise: 'refuse' },
    },
    {
      id: 'hourly',
      title: 'few requests an hour',
      when: { fact: 'sourceRequestsLastHour', operator: 'greaterThan', value: 2 },
      answer: {
        kind: 'freeze',
        party: 'source',
        forMs: duration(day / 24),
        upToMs: duration(day),
      },
    },
  ],
};
