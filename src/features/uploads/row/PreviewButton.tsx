import type { ReactNode } from 'react'
import { useDesk } from '../list/use-desk.ts'

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
  const desk = useDesk()
  return (
    <button
      type="button"
      aria-label={`Preview ${title}`}
      title="Preview"
      onClick={() => desk.preview(rowKey)}
      className="rounded-lg transition-opacity hover:opacity-80"
    >
      {children}
    </button>
  )
}
