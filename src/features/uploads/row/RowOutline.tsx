import { goodResult } from '../../../core/uploads/stage.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import { badgesOf } from './FileBadges.tsx'
import { FileFailure } from './FileFailure.tsx'
import { STAGE_WORDS, waitWords } from './stage-words.ts'
import { UrlLink } from './UrlLink.tsx'

/**
 * What can be read of a row that nobody sees: searched by the browser, told by a screen reader.
 * There may be thousands, so it is words and one link, in as few elements as they need.
 */
export function RowOutline({ upload }: { upload: Upload }) {
  const { path, stage } = upload
  const url = goodResult(stage)?.url
  return (
    <div className="col-span-full min-h-14 min-w-0 space-x-1.5 text-sm">
      <span>{`${path} `}</span>
      <span>{STAGE_WORDS[stage.name]}</span>
      {stage.name === 'waiting' && <span>{` ${waitWords(stage.reason)}`}</span>}
      {badgesOf(upload).map(({ word }) => (
        <span key={word}>{word}</span>
      ))}
      {url !== undefined && <UrlLink url={url} isPlain />}
      {stage.name === 'failed' && <FileFailure problem={stage.problem} />}
    </div>
  )
}
