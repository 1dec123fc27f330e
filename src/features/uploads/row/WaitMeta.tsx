import type { Problem } from '../../../core/api/problem.ts'
import type { Stage } from '../../../core/uploads/stage.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import { Countdown } from './Countdown.tsx'
import { Fact } from './Fact.tsx'
import { GatewayWords } from './FailureMeta.tsx'
import { SizeFacts } from './SizeFacts.tsx'
import { words as tileWords } from './tile-words.ts'
import { useExplanation } from './use-explanation.ts'
import { words } from './words.ts'

/** What a file waits for. The batch bar shows what holds the whole gateway. */
export function WaitMeta({
  stage: { reason, attempts },
  upload,
}: {
  stage: Extract<Stage, { name: 'waiting' }>
  upload: Upload
}) {
  return (
    <>
      <Fact>{tileWords.stage.waiting}</Fact>
      {reason.kind === 'retry' && (
        <>
          <Fact>
            <span>{words.nextTry(attempts)}</span>
            <Countdown until={reason.at} />
          </Fact>
          <Cause problem={reason.problem} />
          <GatewayWords problem={reason.problem} />
        </>
      )}
      {reason.kind === 'same-content' && <Fact>{words.waitsForFile(reason.first)}</Fact>}
      {reason.kind === 'other-tab' && <Fact>{words.waitsForTab}</Fact>}
      <SizeFacts upload={upload} />
    </>
  )
}

function Cause({ problem }: { problem: Problem }) {
  return <Fact>{useExplanation(problem)?.what}</Fact>
}
