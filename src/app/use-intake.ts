import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../core/explain.ts'
import { plural } from '../core/format.ts'
import type { GatewayId } from '../core/gateways.ts'
import { type Candidate, mergeRefusals, type Refusal, takeFiles } from '../core/intake.ts'
import { asProblem } from '../core/problem.ts'
import type { Batch } from '../features/drop/read-drop.ts'
import { useAnnounce } from '../ui/LiveRegions.tsx'
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
  const { assertively } = useAnnounce()

  function stop(next: Halt): void {
    setHalt(next)
    assertively(next.sentence)
  }

  const intake = useMutation({
    mutationFn: ({ candidates }: Batch) =>
      takeFiles(candidates, gateway, { inspect, add: queue.add }),
    onSuccess: ({ refusals: refused, left, problem }, { unreadable }) => {
      const all = [...unreadable, ...refused]
      setRefusals((before) => mergeRefusals(before, all))
      if (all.length > 0) assertively(`${plural(all.length, 'file')} not taken`)
      if (!problem) return
      const sentence = `${plural(left.length, 'file')} not taken yet. ${explain(problem).sentence}`
      stop({ sentence, left: [...(halt?.left ?? []), ...left] })
    },
  })

  return {
    take: (batch: Batch) => intake.mutate(batch),
    /** For a gesture that gave no batch at all. */
    fail: (error: Error) => stop({ sentence: explain(asProblem(error)).sentence, left: [] }),
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
