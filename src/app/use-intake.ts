import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../core/explain.ts'
import { plural } from '../core/format.ts'
import type { GatewayId } from '../core/gateways.ts'
import { type Candidate, mergeRefusals, type Refusal, takeFiles } from '../core/intake.ts'
import { asProblem } from '../core/problem.ts'
import type { Batch } from '../features/drop/read-drop.ts'
import type { Ports } from './ports.ts'

/** What stopped an intake, and the files that are still to be taken. */
interface Halt {
  sentence: string
  left: readonly Candidate[]
}

/** Takes batches in, and keeps what was refused or stopped until the person has dealt with it. */
export function useIntake({ inspect, queue }: Ports, gateway: GatewayId) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const [halt, setHalt] = useState<Halt>()

  const intake = useMutation({
    mutationFn: ({ candidates }: Batch) =>
      takeFiles(candidates, gateway, { inspect, add: queue.add }),
    onSuccess: ({ refusals: refused, left, problem }, { unreadable }) => {
      setRefusals((before) => mergeRefusals(before, [...unreadable, ...refused]))
      if (!problem) return
      const sentence = `${plural(left.length, 'file')} not taken yet. ${explain(problem).sentence}`
      setHalt((before) => ({ sentence, left: [...(before?.left ?? []), ...left] }))
    },
  })

  return {
    take: (batch: Batch) => intake.mutate(batch),
    /** For a gesture that gave no batch at all. */
    fail: (error: Error) => setHalt({ sentence: explain(asProblem(error)).sentence, left: [] }),
    refusals,
    dismissRefusals: () => setRefusals([]),
    halt,
    dismissHalt: () => setHalt(undefined),
    takeRest(): void {
      setHalt(undefined)
      if (halt) intake.mutate({ candidates: [...halt.left], unreadable: [] })
    },
  }
}
