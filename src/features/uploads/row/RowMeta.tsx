import type { Upload } from '../../../core/uploads/upload.ts'
import { Fact } from './Fact.tsx'
import { FactLine } from './FactLine.tsx'
import { FailureMeta } from './FailureMeta.tsx'
import { MovingMeta } from './MovingMeta.tsx'
import { useRowState } from './row-controller.ts'
import type { RowFacts } from './row-facts.ts'
import { SizeFacts } from './SizeFacts.tsx'
import { words as tileWords } from './tile-words.ts'
import { WaitMeta } from './WaitMeta.tsx'
import { words } from './words.ts'

/** The facts or the stage of a file, in one line, or in two for a failure. */
export function RowMeta({ facts }: { facts: RowFacts }) {
  const { note } = useRowState(facts.key)
  const { upload } = facts
  const hasFailed = upload?.stage.name === 'failed'
  return (
    <p
      className={`mt-0.5 min-w-0 text-meta max-sm:flex-1 text-soft ${hasFailed ? 'line-clamp-2 wrap-anywhere' : 'truncate'}`}
    >
      {note !== undefined && <Fact className="text-bad">{note}</Fact>}
      {upload ? <StageMeta facts={facts} upload={upload} /> : <FactLine facts={facts} />}
    </p>
  )
}

function StageMeta({ facts, upload }: { facts: RowFacts; upload: Upload }) {
  const { stage } = upload
  const word = tileWords.stage[stage.name]
  switch (stage.name) {
    case 'uploaded':
      return <FactLine facts={facts} />
    case 'hashing':
    case 'uploading':
    case 'confirming':
      return <MovingMeta upload={upload} />
    case 'failed':
      return <FailureMeta problem={stage.problem} />
    case 'waiting':
      return <WaitMeta stage={stage} upload={upload} />
    case 'missing-file':
      return stage.problem ? (
        <FailureMeta word={word} problem={stage.problem} />
      ) : (
        <>
          <Fact className="text-ink">{word}</Fact>
          <Fact>{stage.earlier ? words.lostAgain : words.lostFile}</Fact>
        </>
      )
    case 'queued':
    case 'ready':
    case 'canceled':
      return (
        <>
          <Fact>{word}</Fact>
          <SizeFacts upload={upload} />
        </>
      )
  }
}
