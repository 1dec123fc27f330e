import { ArrowUp } from 'lucide-react'
import { MoreWays } from '../features/drop/ChooseFiles.tsx'
import { RequestButton } from '../features/request/RequestButton.tsx'
import { words } from '../features/request/words.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'

const BUTTON = 'min-h-11! flex-1 rounded-[10px]!'

/** The two main actions within reach of a thumb, below 640 pixels. */
export function BottomBar({ onAddFiles }: { onAddFiles: () => void }) {
  return (
    <div className="fixed inset-x-0 bottom-0 z-dock flex min-h-15 gap-2 border-line border-t bg-surface px-3 pt-2 pb-[calc(0.5rem+env(safe-area-inset-bottom))] sm:hidden">
      <Button className={BUTTON} onClick={onAddFiles}>
        <Icon of={ArrowUp} />
        <span>{words.addFiles}</span>
      </Button>
      <MoreWays look="plain" className="size-11!" />
      <RequestButton isBelow look="filled" className={BUTTON} />
    </div>
  )
}
