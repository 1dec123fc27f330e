import type { ReactNode } from 'react'
import { useListController } from '../list/use-list-controller.ts'

/** A small picture that becomes a large one when it is pressed. */
export function PreviewButton({
  rowKey,
  title,
  children,
}: {
  rowKey: string
  title: string
  children: ReactNode
}) {
  const controller = useListController()
  return (
    <button
      type="button"
      aria-label={`Preview ${title}`}
      title="Preview"
      onClick={() => controller.preview(rowKey)}
      className="rounded-lg transition-opacity hover:opacity-80"
    >
      {children}
    </button>
  )
}
