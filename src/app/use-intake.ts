import { useMutation } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { GatewayId } from '../core/api/gateways.ts'
import { asProblem, type Problem } from '../core/api/problem.ts'
import type { UnknownFile } from '../core/intake/intake.ts'
import type { IntakeQueue } from '../core/intake/intake-queue.ts'
import type { ListedRefusal } from '../features/drop/drop-context.ts'
import { words } from '../features/drop/intake-words.ts'
import type { Batch } from '../features/drop/read-drop.ts'
import { loadExplain } from '../http/parts.ts'
import { useAnnounce } from '../ui/LiveRegions.tsx'

interface Intake extends Batch {
  gateway: GatewayId
  /** The id of a batch that continues. */
  id?: number
}

/** Why an intake stopped. `rest` holds the files that are left. */
interface Halt {
  sentence: string
  rest?: Intake
}

let lastId = 0

/** Clears a message, unless files of its batch are left. */
const keepRest = (before: Halt | undefined) => (before?.rest ? before : undefined)

/** Adds dropped batches. Keeps rejected files and the reason of a stop until they are dismissed. */
export function useIntake(intakeQueue: IntakeQueue) {
  const [refusals, setRefusals] = useState<readonly ListedRefusal[]>([])
  const [ignored, setIgnored] = useState(0)
  const [halt, setHalt] = useState<Halt>()
  const { assertively } = useAnnounce()

  function stop(next: Halt): void {
    setHalt(next)
    assertively(next.sentence)
  }

  async function stopFor(problem: Problem, what?: string, rest?: Intake): Promise<void> {
    const explain = await loadExplain()
    const { sentence } = explain(problem)
    stop({ sentence: what ? `${what} ${sentence}` : sentence, ...(rest && { rest }) })
  }

  const { mutate, reset } = useMutation({
    mutationFn: ({ candidates, gateway, id }: Intake) => intakeQueue.take(candidates, gateway, id),
    onSuccess: (
      { rejections: refused, left, problem },
      { candidates, gateway, unreadable, ignored },
    ) => {
      const all = [...unreadable, ...refused]
      setRefusals((before) => [...before, ...all.map((refusal) => ({ ...refusal, id: lastId++ }))])
      if (all.length > 0) assertively(words.skipped(all.length))
      setIgnored((before) => before + ignored)
      if (candidates.length + all.length === 0 && ignored > 0) {
        stop({ sentence: words.nothingToUpload(ignored) })
      }
      if (!problem) return
      const sentence = words.notRead(left.length)
      const rest = { candidates: left, gateway, unreadable: [], ignored: 0 }
      stop({ sentence, rest })
      void stopFor(problem, sentence, rest)
    },
    gcTime: 0,
  })

  /** Resets the mutation at its end, because it would keep the files in memory. */
  const take = useCallback(
    (batch: Intake) => {
      setHalt(keepRest)
      mutate(batch, { onSettled: reset })
    },
    [mutate, reset],
  )

  /** Stops adding files of the current batches. The returned function resumes them. */
  const cancel = useCallback(() => {
    const canceled = intakeQueue.cancel()
    return () => {
      for (const { left, ...batch } of canceled) {
        take({ ...batch, candidates: left, unreadable: [], ignored: 0 })
      }
    }
  }, [intakeQueue, take])

  return {
    take,
    cancel,
    /** Shows the error of a gesture without a batch. */
    fail: (error: Error) => void stopFor(asProblem(error)),
    /** Shows a sentence until the next batch. Without one, clears the last. */
    note: (sentence?: string) => (sentence === undefined ? setHalt(keepRest) : stop({ sentence })),
    refusals,
    /** The number of system files that were left out. */
    ignored,
    dismissRefusals(): void {
      setRefusals([])
      setIgnored(0)
    },
    sendAnyway(id: number, unknown: UnknownFile, mediaType: string, gateway: GatewayId): void {
      intakeQueue.takeAnyway(unknown, mediaType, gateway)
      setRefusals((before) => before.filter((refusal) => refusal.id !== id))
    },
    halt,
    dismissHalt: () => setHalt(undefined),
    takeRest(): void {
      if (halt?.rest) take(halt.rest)
      setHalt(undefined)
    },
  }
}
