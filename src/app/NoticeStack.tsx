import { useEffect, useSyncExternalStore } from 'react'
import { parts } from '../http/parts.ts'
import { Button } from '../ui/Button.tsx'
import { useAnnounce } from '../ui/LiveRegions.tsx'
import { Notice } from '../ui/Notice.tsx'
import type { Notices } from './notices.ts'
import type { useIntake } from './use-intake.ts'

const PARTS_WORDS = {
  waiting:
    'A part of the page is still missing. The page keeps trying. Check that Refdrop still runs.',
  replaced: 'Refdrop was updated. Reload the page: the list stays as it is.',
}

interface NoticeStackProps {
  notices: Notices
  intake: Pick<ReturnType<typeof useIntake>, 'halt' | 'dismissHalt' | 'takeRest'>
}

/** Sentences about the page itself, each until it is dismissed or no longer true. */
export function NoticeStack({
  notices,
  intake: { halt, dismissHalt, takeRest },
}: NoticeStackProps) {
  const sentences = useSyncExternalStore(notices.sentences.subscribe, notices.sentences.get)
  const partsState = useSyncExternalStore(parts.state.subscribe, parts.state.get)
  const { assertively } = useAnnounce()
  const latest = partsState === 'fine' ? sentences.at(-1) : PARTS_WORDS[partsState]
  // Announces the latest notice in the live region.
  useEffect(() => {
    if (latest !== undefined) assertively(latest)
  }, [latest, assertively])

  return (
    <>
      {partsState !== 'fine' && (
        <Notice text={PARTS_WORDS[partsState]}>
          {partsState === 'replaced' && <Button onClick={() => location.reload()}>Reload</Button>}
        </Notice>
      )}
      {sentences.map((sentence) => (
        <Notice key={sentence} text={sentence} onDismiss={() => notices.dismiss(sentence)} />
      ))}
      {halt && (
        <Notice text={halt.sentence} onDismiss={dismissHalt}>
          {halt.rest && <Button onClick={takeRest}>Try again</Button>}
        </Notice>
      )}
    </>
  )
}
