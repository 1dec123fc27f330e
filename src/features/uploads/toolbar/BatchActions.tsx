import { type LucideIcon, Pause, Play } from 'lucide-react'
import type { GatewayId } from '../../../core/api/gateways.ts'
import { endedOf, isBusy, restingOf } from '../../../core/uploads/counts.ts'
import { goodResult } from '../../../core/uploads/stage.ts'
import type { UploadsStore } from '../../../core/uploads/uploads-store.ts'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { leaveFocus } from '../../../ui/leave-focus.ts'
import { MenuButton } from '../../../ui/MenuButton.tsx'
import { Toolbar } from '../../../ui/Toolbar.tsx'
import { PHONE, useMedia } from '../../../ui/use-media.ts'
import { useValue } from '../../../ui/use-value.ts'
import { useListController } from '../list/use-list-controller.ts'
import { offeredVersion, retryInVersion } from '../row/retry-in-version.ts'
import { useCount } from '../row/use-upload.ts'
import { useUploads } from '../uploads-context.ts'
import { words as urlWords } from '../url-words.ts'
import { COPY_ALL_ID } from './copy-all-id.ts'
import { words } from './words.ts'

interface BatchAction {
  id: string
  label: string
  icon?: LucideIcon
  tip?: string
  onSelect: () => void
}

/** Windows in which the sentence of a hold leaves little room. */
const SMALL = '(width < 75rem)'

/** The actions that apply to all files now. With little room, all but one go into a menu. */
export function BatchActions({ isHeld, className }: { isHeld: boolean; className: string }) {
  const isPhone = useMedia(PHONE)
  const isSmall = useMedia(SMALL)
  const isFolded = isPhone || (isHeld && isSmall)
  const actions = useBatchActions()
  return (
    <Toolbar label={words.actions} className={className}>
      {isFolded && actions.length > 0 && (
        <MenuButton label={words.moreActions} items={() => actions} />
      )}
      {!isFolded &&
        actions.map(({ id, label, icon, tip, onSelect }) => (
          <Button key={id} look="quiet" data-tip={tip} onClick={onSelect}>
            {icon && <Icon of={icon} />}
            <span>{label}</span>
          </Button>
        ))}
      <CopyAll isSmall={isPhone && isHeld} />
    </Toolbar>
  )
}

function useBatchActions(): BatchAction[] {
  const uploads = useUploads()
  const { store, queue } = uploads
  const controller = useListController()
  const isPaused = useValue(queue.paused)
  const hasFailed = useCount(store, (counts) => counts.failed > 0)
  const isUnfinished = useCount(store, isBusy)
  const hasEnded = useCount(store, (counts) => endedOf(counts) > 0)
  const gateway = useValue(uploads.gateway)
  useValue(uploads.apiVersions[gateway])
  // Computed only while the batch is idle, because it reads the whole list.
  const version = useCount(store, (counts) =>
    counts.failed > 1 && !isBusy(counts) ? offeredVersion(uploads, gateway) : undefined,
  )
  const actions: BatchAction[] = []
  if (isUnfinished) {
    // Both have one id, which is the React key, so that the button keeps the focus.
    actions.push(
      isPaused
        ? { id: 'pause', label: words.resume, icon: Play, onSelect: queue.resume }
        : { id: 'pause', label: words.pause, icon: Pause, onSelect: queue.pause },
      { id: 'cancel', label: words.cancelAll, onSelect: controller.cancelAll },
    )
  }
  if (hasFailed) {
    actions.push({
      id: 'retry',
      label: words.retryFailed,
      onSelect: () => queue.retry(failedIn(store)),
    })
  }
  if (version !== undefined) {
    actions.push({
      id: 'version',
      label: words.inVersion(version),
      onSelect: () => retryInVersion(uploads, gateway, version),
    })
  }
  if (hasEnded && !isUnfinished) {
    actions.push({
      id: 'clear',
      label: words.clearFinished,
      tip: words.clearFinishedTip,
      onSelect() {
        // The last action disappears with the files.
        leaveFocus(document.activeElement?.closest('[role="toolbar"]') ?? null)
        controller.clearFinished()
      },
    })
  }
  return actions
}

/** Copies the URLs of one gateway only. Sandbox URLs are useless among real ones. */
function CopyAll({ isSmall }: { isSmall: boolean }) {
  const { store, gateway } = useUploads()
  const current = useValue(gateway)
  // A count of URLs would render the button again for each uploaded file.
  const hasUrls = useCount(
    store,
    (counts) => restingOf(counts) > 0 && !urlsOf(store, current).next().done,
  )
  if (!hasUrls) return null
  const urls = () => [...urlsOf(store, current)]
  return (
    <CopyButton
      id={COPY_ALL_ID}
      look="quiet"
      label={words.copyAll}
      copiedLabel={() => urlWords.copied(urls().length)}
      text={() => urls().join('\n')}
      labelClassName={
        isSmall ? 'sr-only' : 'max-sm:group-has-[[aria-haspopup=dialog]]/batch:sr-only'
      }
      className={`font-medium text-ink! ${isSmall ? '' : 'justify-end! sm:min-w-33'}`}
    />
  )
}

function failedIn(store: UploadsStore): number[] {
  return Array.from(store.all()).flatMap(({ id, stage }) => (stage.name === 'failed' ? [id] : []))
}

/** In the order of the list. */
function* urlsOf(store: UploadsStore, gateway: GatewayId): Generator<string> {
  for (const upload of store.all()) {
    const result = upload.gateway === gateway ? goodResult(upload.stage) : undefined
    if (result) yield result.url
  }
}
