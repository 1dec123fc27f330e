import { DEFAULT_VERSION } from '../core/api/api-version.ts'
import { GATEWAYS, type GatewayId } from '../core/api/gateways.ts'
import { SIZE_LIMITS } from '../core/api/size-limits.ts'
import { readOpened } from '../core/intake/share.ts'
import type { Given } from '../core/request/given.ts'
import { readGiven } from '../core/request/given.ts'
import type { Batch } from '../features/drop/read-drop.ts'
import { useAccount } from '../features/key/account-context.ts'
import { SharePanel } from '../features/share/SharePanel.tsx'
import { words } from '../features/share/words.ts'
import { COPY_ALL_ID } from '../features/uploads/toolbar/copy-all-id.ts'
import { onCopyAll } from '../offline/show-notice.ts'
import { createShareInbox } from '../storage/share-inbox.ts'
import { openTabStorage } from '../storage/text-storage.ts'
import { useValue } from '../ui/use-value.ts'
import { followLaunches, type LaunchQueue } from './launched-files.ts'
import { listWays } from './list-ways.ts'
import type { Notices } from './notices.ts'
import { pressControl } from './page-controls.ts'
import { createShareList, type ShareList, takeOutcome } from './share-list.ts'

interface WaitingSharesProps {
  gateway: GatewayId
  hasKey: boolean
  /** Uploads the files. */
  take: (batch: Batch) => void
  /** Takes links like pasted ones. */
  onGiven: (given: Given) => void
}

/** Receives files and links from the system: shares, opened files, the clipboard, cameras. */
export function openWaysIn(notices: Notices) {
  const scope = new URL('./', location.href).href
  const list = createShareList(createShareInbox(scope), notices.add)
  const outcome = takeOutcome()
  if (outcome !== undefined) notices.add(outcome)
  void list.refresh()
  const [navigation] = performance.getEntriesByType('navigation')
  followLaunches({
    queue: (window as { launchQueue?: LaunchQueue }).launchQueue,
    tab: openTabStorage(),
    isReload: (navigation as PerformanceNavigationTiming | undefined)?.type === 'reload',
    keep: (files) => list.keep(readOpened(files)),
    onMissing: (count) => notices.add(words.notOpened(count)),
  })
  onCopyAll(() => {
    const button = document.getElementById(COPY_ALL_ID)
    if (button) pressControl(button)
    else notices.news.set({ sentence: words.nothingToCopy })
  })
  // Another tab may have taken the waiting shares.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void list.refresh()
  })
  return {
    listWays,
    WaitingShares: (props: WaitingSharesProps) => <WaitingShares list={list} {...props} />,
  }
}

/** A panel with the waiting shares, if there are any. */
function WaitingShares(props: WaitingSharesProps & { list: ShareList }) {
  const { list, gateway, hasKey, take, onGiven } = props
  const { version = DEFAULT_VERSION } = useAccount()
  const shares = useValue(list.waiting)
  if (shares.length === 0) return null

  async function upload(): Promise<void> {
    const taken = await list.take()
    const files = taken.flatMap((share) => share.files)
    const candidates = files.map((file) => ({ file, path: file.name }))
    if (candidates.length > 0) take({ candidates, unreadable: [], ignored: 0 })
    const text = taken.flatMap(({ urls }) => urls).join('\n')
    const given = readGiven({ getData: (type) => (type === 'text/plain' ? text : '') })
    if (given) onGiven(given)
  }

  return (
    <SharePanel
      shares={shares}
      gateway={hasKey ? GATEWAYS[gateway].label : undefined}
      limit={SIZE_LIMITS[version].max}
      onUpload={() => void upload()}
      onDiscard={() => void list.discard()}
    />
  )
}
