import { FlaskConical } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { loadView } from '../../http/styles.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { PHONE } from '../../ui/use-media.ts'
import { usePart } from '../../ui/use-part.ts'
import { useAccount } from './account-context.ts'
import { pillFacts } from './pill-facts.ts'
import { words } from './pill-words.ts'
import { useAccountState } from './use-account-state.ts'

const loadPanel = async () => (await loadView(() => import('./AccountPanel.tsx'))).AccountPanel

const GROUNDS = {
  fine: 'border-line bg-surface hover:bg-hover',
  hollow: 'border-line bg-surface hover:bg-hover',
  bad: 'border-line bg-surface hover:bg-hover',
  sandbox: 'border-sandbox-edge bg-sandbox-soft text-sandbox',
}

const DOTS = {
  fine: 'bg-accent',
  hollow: 'border-[1.5px] border-faint',
  bad: 'bg-bad',
  sandbox: '',
}

/** The account of the gateway in use. Opens the popover on a press, or when files need a key. */
export function AccountPill() {
  const { gateway, waiting, hold, isKeyOnPage, ...popover } = useAccount()
  const { isOpen, takesFocus, mayTakeFocus, setOpen } = popover
  const state = useAccountState()
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null)
  const { part: AccountPanel } = usePart('account-panel', loadPanel)
  const isWaiting = waiting > 0 && gateway === 'varg' && state.credential.kind === 'none'
  const need = state.isRefused ? 'other-key' : isWaiting && !state.isUnknown ? 'key' : undefined

  const wanted = isKeyOnPage ? undefined : need
  const openByItself = useEffectEvent(() => {
    // A bottom sheet is modal, so it always takes the focus.
    if (mayTakeFocus() || !matchMedia(PHONE).matches) setOpen(true, false)
  })
  // Follows the gateway: files may need another key at any time.
  useEffect(() => {
    if (wanted) openByItself()
  }, [wanted])

  const { look, label, mask, more, invites, name } = pillFacts({
    gateway,
    credential: state.credential,
    hold: hold?.kind,
    isRefused: state.isRefused,
    cents: state.balance.data?.balanceCents,
    asksForKey: !isKeyOnPage && !state.isUnknown,
  })

  return (
    <>
      <button
        ref={setAnchor}
        type="button"
        aria-label={name}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className={`relative inline-flex h-7.5 min-w-0 items-center gap-2 whitespace-nowrap rounded-full border px-3 font-medium text-body transition-colors max-sm:h-8 pointer-coarse:before:absolute pointer-coarse:before:-inset-y-2 pointer-coarse:before:inset-x-0 ${GROUNDS[look]}`}
      >
        {look === 'sandbox' ? (
          <Icon of={FlaskConical} />
        ) : (
          <span aria-hidden className={`size-1.75 shrink-0 rounded-full ${DOTS[look]}`} />
        )}
        <span>{label}</span>
        {mask !== undefined && (
          <span className="font-mono font-normal text-meta text-soft max-sm:hidden">
            {more === undefined ? mask : `${mask} ·`}
          </span>
        )}
        {more !== undefined && (
          <span className={invites ? 'text-accent' : `font-normal ${toneOf(look)}`}>{more}</span>
        )}
      </button>
      <Popover
        label={words.account}
        anchor={anchor}
        // The panel takes the focus when it is shown, so its content must be there.
        isOpen={isOpen && AccountPanel !== undefined}
        onClose={() => setOpen(false)}
        align="end"
        width={336}
        takesFocus={takesFocus}
      >
        {AccountPanel && <AccountPanel />}
      </Popover>
    </>
  )
}

function toneOf(look: keyof typeof DOTS): string {
  return look === 'bad' ? 'text-bad' : 'text-soft'
}
