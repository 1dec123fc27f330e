import { MiddleText } from '../../../ui/MiddleText.tsx'
import { FileBadges } from './FileBadges.tsx'
import { LabelField } from './LabelField.tsx'
import { useRowState } from './row-controller.ts'
import type { RowFacts } from './row-facts.ts'
import { TagBadge } from './TagBadge.tsx'

/** The label or name of a file, its tag on phones, and its badges. */
export function RowName({ facts }: { facts: RowFacts }) {
  const { entry, path, item } = facts
  const { isEditing } = useRowState(facts.key)
  return (
    <div className="flex min-w-0 items-center gap-1.5 max-sm:contents">
      <div className="flex min-w-0 items-center gap-1.5 max-sm:w-full">
        {isEditing && entry ? (
          <LabelField rowKey={facts.key} entry={entry} name={path} />
        ) : (
          <MiddleText text={entry?.label || path} className="font-medium" />
        )}
        {item && <TagBadge url={item.url} className="sm:hidden" />}
      </div>
      <FileBadges facts={facts} />
    </div>
  )
}
