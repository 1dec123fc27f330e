import { MiddleText } from '../../../ui/MiddleText.tsx'
import { FactLine } from './FactLine.tsx'
import { type RowFacts, titleOfRow } from './row-facts.ts'
import { Thumbnail } from './Thumbnail.tsx'

/** The file that a menu belongs to, shown above it on phones. */
export function MenuHead({ facts }: { facts: RowFacts }) {
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Thumbnail facts={{ ...facts, item: undefined }} />
      <div className="min-w-0">
        <MiddleText text={titleOfRow(facts)} className="font-medium" />
        <p className="truncate font-normal text-meta text-soft">
          <FactLine facts={{ ...facts, upload: undefined }} />
        </p>
      </div>
    </div>
  )
}
