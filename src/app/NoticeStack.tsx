import { useEffect } from 'react'
import type { PartsState } from '../http/part-loader.ts'
import { parts } from '../http/parts.ts'
import { loadView } from '../http/styles.ts'
import { Button } from '../ui/Button.tsx'
import { useAnnounce } from '../ui/LiveRegions.tsx'
import { Notice } from '../ui/Notice.tsx'
import { usePart } from '../ui/use-part.ts'
import { useValue } from '../ui/use-value.ts'
import type { News, Notices } from './notices.ts'
import type { useIntake } from './use-intake.ts'
import { words } from './words.ts'

const loadNews = async () => (await loadView(() => import('./NewsToast.tsx'))).NewsToast

const PARTS_WORDS: Partial<Record<PartsState, string>> = {
  waiting: words.partMissing,
  stuck: words.partStuck,
  replaced: words.updated,
}

const reload = () => location.reload()

/** The build of this page still works, so that the person chooses when to reload. */
const NEWER: News = {
  sentence: words.newVersion,
  action: { label: words.reload, run: reload },
  stays: true,
}

interface NoticeStackProps {
  notices: Notices
  intake: Pick<ReturnType<typeof useIntake>, 'halt' | 'dismissHalt' | 'takeRest'>
}

/**
 * Notices about the page itself. They float at the bottom of the nearest positioned ancestor, so
 * that no row moves.
 */
export function NoticeStack({
  notices,
  intake: { halt, dismissHalt, takeRest },
}: NoticeStackProps) {
  const sentences = useValue(notices.sentences)
  const done = useValue(notices.news)
  const partsState = useValue(parts.state)
  const news = done ?? (partsState === 'newer' ? NEWER : undefined)
  const { part: NewsToast } = usePart('news', loadNews, news !== undefined)
  const lack = PARTS_WORDS[partsState]
  const { assertively } = useAnnounce()
  const latest = lack ?? sentences.at(-1)
  // Announces the latest notice in the live region.
  useEffect(() => {
    if (latest !== undefined) assertively(latest)
  }, [latest, assertively])

  return (
    <section
      aria-label={words.notices}
      className="pointer-events-none absolute inset-x-2 bottom-3 z-float mx-auto grid empty:hidden max-w-140 gap-2 *:pointer-events-auto *:shadow-float max-lg:fixed max-lg:bottom-[calc(4.5rem+env(safe-area-inset-bottom))]"
    >
      {lack && (
        <Notice text={lack}>
          {partsState !== 'waiting' && <Button onClick={reload}>{words.reload}</Button>}
        </Notice>
      )}
      {sentences.map((sentence) => (
        <Notice key={sentence} text={sentence} onDismiss={() => notices.dismiss(sentence)} />
      ))}
      {halt && (
        <Notice text={halt.sentence} onDismiss={dismissHalt}>
          {halt.rest && <Button onClick={takeRest}>{words.tryAgain}</Button>}
        </Notice>
      )}
      {news && NewsToast && (
        <div className="pointer-events-none! mb-14 flex justify-center [box-shadow:none]! *:pointer-events-auto">
          <NewsToast
            news={news}
            onDone={done ? () => notices.news.set(undefined) : parts.dismissNewer}
          />
        </div>
      )}
    </section>
  )
}
