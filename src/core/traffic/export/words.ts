import { formatNumber, plural } from '../../text/format.ts'
import type { Purpose } from '../exchange.ts'
import type { TimedPhase } from '../timing-phases.ts'

/** Notes in exported calls and reports. */
export const words = {
  aborted: 'You stopped it before it was complete.',
  size: (bytes: number) => plural(bytes, 'byte'),
  byServer: "by Refdrop's own server",
  byServerNote: "by Refdrop's own server, not by the gateway",
  answeredByServer: "Refdrop's own server answered, not the gateway.",
  headersAsAsked: 'Headers as the page asked for them.',
  noAnswer: 'no answer',
  noAnswerNote: (why: string | undefined) =>
    why === undefined ? 'no answer' : `no answer: ${why}`,
  firstCharacters: (shown: number, all: number) =>
    `the first ${formatNumber(shown)} of ${plural(all, 'character')}`,

  report: {
    call: 'Call',
    differences: 'Custom send',
    outcome: 'Result',
    time: 'Time',
    apiVersion: 'API version',
    gateway: 'Gateway',
    unknownGateway: 'unknown',
    requestId: 'Request id of Refdrop',
    browser: 'Browser',
    timing: 'Timing',
    purposes: { upload: 'upload', test: 'test', check: 'check', page: 'page' } satisfies Record<
      Purpose,
      string
    >,
    phases: {
      waiting: 'waiting',
      hashing: 'hashing',
      connecting: 'connecting',
      sending: 'sending',
      answering: 'answering',
      reading: 'reading',
    } satisfies Record<TimedPhase['name'], string>,
    broke: (phase: string) => `${phase} (broke)`,
    total: (time: string) => `in all ${time}`,
    checks: (gateway: string) => `Checks of ${gateway}`,
  },
}
