import { useSyncExternalStore } from 'react'
import { Boundary } from '../../../ui/Boundary.tsx'
import { BatchBar, type BatchBarProps } from '../toolbar/BatchBar.tsx'
import { Announcer } from './Announcer.tsx'
import { Library, type LibraryProps } from './Library.tsx'
import { useSteadyReport } from './use-steady-report.ts'

interface BatchProps
  extends Omit<BatchBarProps, 'report'>,
    Pick<LibraryProps, 'renderPreview' | 'requestLink'> {}

/** All files and what is to be said of them together. Not in the first load: an empty page has none. */
export function Batch({ renderPreview, requestLink, ...props }: BatchProps) {
  const { ports, gateway } = props
  const report = useSteadyReport(ports)
  const hasUploads = useSyncExternalStore(
    ports.store.ids.subscribe,
    () => ports.store.ids.get().length > 0,
  )
  return (
    <div className="grid grid-cols-1 content-start gap-2">
      {hasUploads && (
        <>
          <BatchBar {...props} report={report} />
          <Announcer report={report} />
        </>
      )}
      <Boundary what="The list">
        <Library
          ports={ports}
          gateway={gateway}
          renderPreview={renderPreview}
          requestLink={requestLink}
        />
      </Boundary>
    </div>
  )
}
