import { CircleDollarSign, Clock, KeyRound, type LucideIcon, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { DASHBOARD, GATEWAYS } from '../../../core/api/gateways.ts'
import type { Problem } from '../../../core/api/problem.ts'
import type { Hold } from '../../../core/queue/holds.ts'
import type { Report } from '../../../core/queue/progress-report.ts'
import { totalOf } from '../../../core/uploads/counts.ts'
import type { HoldKind } from '../../../core/uploads/stage.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { LinkButton } from '../../../ui/LinkButton.tsx'
import { leaveFocus } from '../../../ui/leave-focus.ts'
import { useExplanation } from '../row/use-explanation.ts'
import { useUploads } from '../uploads-context.ts'
import { SENTENCE_LOOK } from './hold-look.ts'
import { words } from './hold-words.ts'
import { RateLimitText } from './RateLimitText.tsx'
import { useReturn } from './use-return.ts'

/** Milliseconds. A longer rate limit can be tried before it ends. */
const SHORT_HOLD = 5_000

/** Lower than its touch target, so that it does not touch the bar's edges. */
const BUTTON =
  'relative shrink-0 bg-raised pointer-coarse:min-h-8! pointer-coarse:after:absolute pointer-coarse:after:inset-x-0 pointer-coarse:after:-inset-y-1.5'

const ICONS: Record<HoldKind, LucideIcon> = {
  key: KeyRound,
  'bad-key': KeyRound,
  balance: CircleDollarSign,
  offline: WifiOff,
  unreachable: WifiOff,
  'rate-limit': Clock,
}

interface HoldNoteProps {
  hold: Hold
  report: Report
  /** Milliseconds since 1970. */
  now: number
}

/** Says what holds a batch, and offers an action that ends the hold. */
export function HoldNote({ hold, report, now }: HoldNoteProps) {
  const { counts } = report
  const needsPerson = hold.kind === 'bad-key' || hold.kind === 'balance'
  const color = needsPerson ? 'text-bad' : hold.kind === 'key' ? 'text-accent' : 'text-soft'
  const region = { role: needsPerson ? 'alert' : 'status', 'aria-label': words.hold }
  return (
    <>
      <div
        // Another kind of hold is another message.
        key={hold.kind}
        {...region}
        className="flex min-h-[calc(var(--batch)-1px)] min-w-0 items-center gap-2"
      >
        <Icon of={ICONS[hold.kind]} className={color} />
        <HoldText hold={hold} report={report} now={now} />
        <HoldAction hold={hold} />
      </div>
      <span aria-hidden className="shrink-0 text-soft max-sm:hidden @max-[45rem]:hidden">
        {words.done(counts.uploaded, totalOf(counts))}
      </span>
    </>
  )
}

function HoldText({ hold, report, now }: HoldNoteProps) {
  const { label } = GATEWAYS[hold.gateway]
  switch (hold.kind) {
    case 'key':
      return <Sentence text={words.waitForKey(report.waits.key ?? 0, label)} />
    case 'bad-key':
      return <Sentence text={words.rejected(label)} more={words.rejectedMore} />
    case 'balance':
      return <Sentence text={words.noBalance(label)} more={words.noBalanceMore} />
    case 'offline':
      return <Sentence text={words.offline} more={promiseOf(report, words.offlineMore)} />
    case 'unreachable':
      return hold.problem?.kind === 'refused' ? (
        <Unreachable
          text={words.unreachable(label)}
          more={promiseOf(report, words.unreachableMore)}
          problem={hold.problem}
        />
      ) : (
        <Sentence text={words.notRunning} more={words.notRunningMore} />
      )
    case 'rate-limit':
      return <RateLimitText hold={hold} isPaused={report.paused} now={now} />
  }
}

/** What happens when the hold ends. A pause outlasts it. */
function promiseOf({ paused }: Report, promise: string): string {
  return paused ? words.pausedMore : promise
}

interface SentenceProps {
  text: string
  more?: string
  tip?: string | undefined
}

/** Its tooltip names the cause. */
function Unreachable({ problem, ...sentence }: SentenceProps & { problem: Problem }) {
  return <Sentence {...sentence} tip={useExplanation(problem)?.what} />
}

/** `more` is hidden when there is little room. */
function Sentence({ text, more, tip }: SentenceProps) {
  return (
    <span data-tip={tip} className={SENTENCE_LOOK}>
      <span>{text}</span>
      {more && <span className="max-sm:hidden @max-[45rem]:hidden"> {more}</span>}
    </span>
  )
}

function HoldAction({ hold: { kind, gateway, length = 0 } }: { hold: Hold }): ReactNode {
  const { queue, openAccount, lookAgain } = useUploads()
  switch (kind) {
    case 'key':
    case 'bad-key':
      return (
        <Button className={BUTTON} onClick={() => openAccount(gateway)}>
          {kind === 'key' ? words.addKey : words.enterKey}
        </Button>
      )
    case 'balance':
      return (
        <BalanceActions
          onTry={() => queue.unhold(gateway, 'balance')}
          isReal={gateway === 'varg'}
        />
      )
    case 'offline':
    case 'unreachable':
      return <TryNow onTry={lookAgain} />
    case 'rate-limit':
      return length > SHORT_HOLD && <TryNow onTry={() => queue.tryNow(gateway)} />
  }
}

function TryNow({ onTry, className = '' }: { onTry: () => void; className?: string }) {
  return (
    <Button
      className={`${BUTTON} ${className}`}
      onClick={({ currentTarget }) => {
        // The button disappears with the hold.
        leaveFocus(currentTarget.parentElement)
        onTry()
      }}
    >
      {words.tryNow}
    </Button>
  )
}

/** Tries again by itself when the person comes back from topping up. */
function BalanceActions({ onTry, isReal }: { onTry: () => void; isReal: boolean }) {
  const expectReturn = useReturn(onTry)
  return (
    <>
      {isReal && (
        <LinkButton
          href={DASHBOARD}
          label={words.topUp}
          onClick={expectReturn}
          className={BUTTON}
        />
      )}
      <TryNow onTry={onTry} className={isReal ? 'max-sm:hidden' : ''} />
    </>
  )
}
