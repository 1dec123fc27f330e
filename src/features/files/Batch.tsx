import { BatchBar, type BatchBarProps } from './BatchBar.tsx'
import { FileList } from './FileList.tsx'

/** All files and what is to be said of them together. Not in the first load: an empty page has none. */
export function Batch(props: BatchBarProps) {
  return (
    <div className="grid grid-cols-1 gap-2">
      <BatchBar {...props} />
      <FileList ports={props.ports} />
    </div>
  )
}
