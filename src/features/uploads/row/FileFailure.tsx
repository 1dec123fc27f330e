import { explain } from '../../../core/api/explain.ts'
import type { Problem } from '../../../core/api/problem.ts'

/** Why a file failed: our sentence, then the gateway's own words as plain text. */
export function FileFailure({ problem }: { problem: Problem }) {
  const { sentence, gateway } = explain(problem)
  return (
    <div className="wrap-anywhere rounded-lg bg-bad-soft px-3 py-2 text-sm">
      <p className="text-bad">{sentence}</p>
      {gateway && (
        <p className="mt-0.5 text-soft">
          <span className="font-mono">{gateway.code}</span>: {gateway.message}
        </p>
      )}
    </div>
  )
}
