import { Fragment } from 'react'
import { version } from '../../../../package.json'
import { plural } from '../../../core/text/format.ts'
import {
  type CheckLine,
  countOutcomes,
  summarizeChecks,
  whyUnreached,
} from '../../../core/traffic/checks/check-line.ts'
import {
  type CheckFacts,
  writeCheckJson,
  writeCheckMarkdown,
} from '../../../core/traffic/checks/check-report.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'

interface CheckReportProps {
  lines: readonly CheckLine[]
  /** The base URL of the gateway. */
  gateway: string
  /** Start of the run, in milliseconds since 1970. */
  at: number
  /** Moves to the first check that failed. */
  onFailed: () => void
}

/** The result of a run, and buttons to copy it. Keys are masked in the copies. */
export function CheckReport({ lines, gateway, at, onFailed }: CheckReportProps) {
  const facts = (): CheckFacts => ({ gateway, at, version, browser: navigator.userAgent })
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <p className="min-w-0 flex-1 basis-60 font-medium tabular-nums">
        <Summary lines={lines} onFailed={onFailed} />
      </p>
      <div className="flex flex-wrap gap-1">
        <CopyButton label="Copy as Markdown" text={() => writeCheckMarkdown(lines, facts())} />
        <CopyButton label="Copy as JSON" text={() => writeCheckJson(lines, facts())} />
      </div>
    </div>
  )
}

/** In the words of {@link summarizeChecks}. The failures are a button. */
function Summary({ lines, onFailed }: Pick<CheckReportProps, 'lines' | 'onFailed'>) {
  if (whyUnreached(lines) !== undefined) return <span>{`${summarizeChecks(lines)}.`}</span>
  return (
    <>
      <span>{`${plural(lines.length, 'check')}: `}</span>
      {countOutcomes(lines).map(({ outcome, words }, place) => (
        <Fragment key={outcome}>
          {place > 0 && <span>, </span>}
          {outcome === 'fail' ? (
            <button
              type="button"
              title="Go to the first of them"
              onClick={onFailed}
              className="min-h-6 rounded text-bad underline underline-offset-4"
            >
              {words}
            </button>
          ) : (
            <span>{words}</span>
          )}
        </Fragment>
      ))}
    </>
  )
}
