import { readOpened } from '../core/intake/share.ts'
import type { Given } from '../core/request/given.ts'
import { readGiven } from '../core/request/given.ts'
import type { Batch } from '../features/drop/read-drop.ts'
import { SharePanel } from '../features/share/SharePanel.tsx'
import { words } from '../features/share/words.ts'
import { onCopyAll } from '../offline/show-notice.ts'
import { createShareInbox } from '../storage/share-inbox.ts'
import { openTabStorage } from '../storage/text-storage.ts'
import { useValue } from '../ui/use-value.ts'
import { followLaunches, type LaunchQueue } from './launched-files.ts'
import { listWays } from './list-ways.ts'
import type { Notices } from './notices.ts'
import { findControl, pressControl } from './page-controls.ts'
import { createShareList, type ShareList, takeOutcome } from './share-list.ts'

interface WaitingSharesProps {
  /** Uploads the files. */
  take: (batch: Batch) => void
  /** Takes links like pasted ones. */
  onGiven: (given: Given) => void
}

/** Opens the ways from the system into the page: shares, files opened with it, the clipboard, cameras. */
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
    keep: (files) => void list.keep(readOpened(files)),
    onMissing: (count) => notices.add(words.notOpened(count)),
  })
  onCopyAll(() => {
    if (findControl(words.copyAll)) pressControl(words.copyAll)
    else notices.news.set({ sentence: words.nothingToCopy })
  })
  return {
    listWays,
    WaitingShares: (props: WaitingSharesProps) => <WaitingShares list={list} {...props} />,
  }
}

/** What waits for a press, while something does. */
function WaitingShares({ list, take, onGiven }: WaitingSharesProps & { list: ShareList }) {
  const shares = useValue(list.waiting)
  if (shares.length === 0) return null

  async function upload(): Promise<void> {
    const taken = await list.takeAll()
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
      onUpload={() => void upload()}
      onDiscard={() => void list.takeAll()}
    />
  )
}
