import type { UploadedFile } from '../../../core/api/contract.ts'
import type { RowFacts } from './row-facts.ts'
import { words as tileWords } from './tile-words.ts'
import { words } from './words.ts'

/** Text for what a row or tile only draws: that a file is uploaded, and how this is known. */
export function stateWords({ upload, entry }: RowFacts): string[] {
  const { uploaded } = tileWords.stage
  if (!upload) {
    if (!entry) return []
    const { result, imported, listed, checkedAt } = entry
    if (listed) return [uploaded, ...proofOf('listed', checkedAt)]
    const origin = result.deduplicated ? words.deduplicated : words.new
    return [uploaded, origin, ...proofOf(imported ? 'imported' : result, checkedAt)]
  }
  const { stage } = upload
  if (stage.name !== 'uploaded') return []
  const { origin, result, fetchedBack } = stage
  return [uploaded, ...(origin === 'new' ? [words.new] : []), ...proofOf(result, fetchedBack)]
}

/** How it is known that the gateway has the bytes of the file. */
function proofOf(
  result: Pick<UploadedFile, 'isUnconfirmed'> | 'imported' | 'listed',
  checkedAt: number | undefined,
): string[] {
  const checked = checkedAt === undefined ? [] : [words.urlChecked]
  if (result === 'listed') return [words.listed, ...checked]
  if (result === 'imported') return [words.imported, ...checked]
  if (!result.isUnconfirmed) return [words.verified, ...checked]
  return checkedAt === undefined ? [words.unconfirmed] : checked
}
