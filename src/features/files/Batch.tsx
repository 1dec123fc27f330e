import { Announcer } from './Announcer.tsx'
import { BatchBar, type BatchBarProps } from './BatchBar.tsx'
import { FileList } from './FileList.tsx'
import { useSteadyReport } from './use-steady-report.ts'

/** All files and what is to be said of them together. Not in the first load: an empty page has none. */
export function Batch(props: Omit<BatchBarProps, 'report'>) {
  const report = useSteadyReport(props.ports)
  return (
    <div className="grid grid-cols-1 gap-2">
      <BatchBar {...props} report={report} />
      <FileList ports={props.ports} />
      <Announcer report={report} />
    </div>
  )
}
