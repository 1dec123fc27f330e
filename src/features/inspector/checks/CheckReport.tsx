import { Fragment } from 'react'
import { version } from '../../../../package.json'
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
import type { CheckRun } from '../../../core/traffic/checks/check-run.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { words } from '../words.ts'

interface CheckReportProps {
  /** A run that is over. */
  run: CheckRun
  /** The base URL of the gateway. */
  gateway: string
  /** Moves to the first check that failed. */
  onFailed: () => void
}

/** The result of a run, and buttons to copy it. Keys are masked in the copies. */
export function CheckReport({ run, gateway, onFailed }: CheckReportProps) {
  const { at, version: apiVersion } = run
  const { lines } = run.progress()
  const browser = navigator.userAgent
  const facts = (): CheckFacts => ({ gateway, apiVersion, at, version, browser })
  return (
    <>
      <p className="min-w-0">
        <Summary lines={lines} onFailed={onFailed} />
      </p>
      <div className="ms-auto flex flex-wrap gap-1">
        <CopyButton
          look="quiet"
          label={words.check.copyMarkdown}
          text={() => writeCheckMarkdown(lines, facts())}
        />
        <CopyButton
          look="quiet"
          label={words.check.copyJson}
          text={() => writeCheckJson(lines, facts())}
        />
      </div>
    </>
  )
}

/** In the words of {@link summarizeChecks}. The failures are a button. */
function Summary({ lines, onFailed }: { lines: readonly CheckLine[]; onFailed: () => void }) {
  if (whyUnreached(lines) !== undefined) return <span>{`${summarizeChecks(lines)}.`}</span>
  return (
    <>
      <span>{words.check.count(lines.length)}</span>
      {countOutcomes(lines).map(({ outcome, words: text }, place) => (
        <Fragment key={outcome}>
          {place > 0 && <span>, </span>}
          {outcome === 'fail' ? (
            <button
              type="button"
              data-tip={words.check.showFailed}
              onClick={onFailed}
              className="min-h-6 rounded-chip pointer-coarse:min-h-11 text-bad underline underline-offset-3"
            >
              {text}
            </button>
          ) : (
            <span>{text}</span>
          )}
        </Fragment>
      ))}
    </>
  )
}
