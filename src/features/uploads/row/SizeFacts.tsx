import { DOUBTFUL_SIZE } from '../../../core/api/v1/limits-v1.ts'
import { formatBytes } from '../../../core/text/format.ts'
import { Fact } from './Fact.tsx'
import { words } from './words.ts'

/** The size of a file that is not uploaded, with a hint when the gateway may refuse it. */
export function SizeFacts({ size }: { size: number }) {
  return (
    <>
      <Fact>{formatBytes(size)}</Fact>
      {size > DOUBTFUL_SIZE && <Fact>{words.closeToLimit}</Fact>}
    </>
  )
}
