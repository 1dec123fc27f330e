import { version } from '../../../package.json'
import { type CheckLine, summarizeChecks } from '../../core/checks/check-line.ts'
import {
  type CheckFacts,
  writeCheckJson,
  writeCheckMarkdown,
} from '../../core/checks/check-report.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'

interface CheckReportProps {
  lines: readonly CheckLine[]
  /** Where the gateway is, as programs reach it. */
  gateway: string
  /** When the run began, in milliseconds since 1970. */
  at: number
}

/** What came of a run that is over, and the ways to pass it on. What is copied holds no whole key. */
export function CheckReport({ lines, gateway, at }: CheckReportProps) {
  const facts = (): CheckFacts => ({ gateway, at, version, browser: navigator.userAgent })
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <p className="min-w-0 flex-1 basis-60 font-medium tabular-nums">{summarizeChecks(lines)}</p>
      <div className="flex flex-wrap gap-1">
        <CopyButton label="Copy as Markdown" text={() => writeCheckMarkdown(lines, facts())} />
        <CopyButton label="Copy as JSON" text={() => writeCheckJson(lines, facts())} />
      </div>
    </div>
  )
}
