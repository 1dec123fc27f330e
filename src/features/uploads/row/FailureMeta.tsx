import type { Problem } from '../../../core/api/problem.ts'
import { words } from './tile-words.ts'
import { useExplanation } from './use-explanation.ts'

/** Why a file failed: our sentence, then the gateway's own words. */
export function FailureMeta({
  word = words.stage.failed,
  problem,
}: {
  word?: string
  problem: Problem
}) {
  return (
    <span>
      <span className="font-strong text-bad">{word}</span>
      <span>
        {' '}
        <span className="text-ink">{useExplanation(problem)?.sentence}</span>
      </span>
      <GatewayWords problem={problem} />
    </span>
  )
}

/** The gateway's code and message as plain text. On phones only the details have them. */
export function GatewayWords({ problem }: { problem: Problem }) {
  const gateway = useExplanation(problem)?.gateway
  if (!gateway) return null
  const status = problem.kind === 'refused' ? `${problem.status} ` : ''
  return (
    // The spaces are removed together with the words.
    <span className="max-sm:hidden">
      {' '}
      <code className="font-mono text-badge leading-none">{status + gateway.code}</code>{' '}
      <span>{gateway.message}</span>{' '}
    </span>
  )
}
