import { useSyncExternalStore } from 'react'
import { Boundary } from '../../../ui/Boundary.tsx'
import { BatchBar, type BatchBarProps } from '../toolbar/BatchBar.tsx'
import { useUploads } from '../uploads-context.ts'
import { Announcer } from './Announcer.tsx'
import { Library, type LibraryProps } from './Library.tsx'
import { useSteadyReport } from './use-steady-report.ts'

interface BatchProps extends Omit<BatchBarProps, 'report'>, LibraryProps {}

/** All files, with their progress. An empty page has none, so the first load omits this code. */
export function Batch({ notTaken, ...props }: BatchProps) {
  const report = useSteadyReport()
  const { ids } = useUploads().store
  const hasUploads = useSyncExternalStore(ids.subscribe, () => ids.get().length > 0)
  return (
    <div className="grid grid-cols-1 content-start gap-2">
      {hasUploads && (
        <>
          <BatchBar report={report} notTaken={notTaken} />
          <Announcer report={report} />
        </>
      )}
      <Boundary what="The list">
        <Library {...props} />
      </Boundary>
    </div>
  )
}
