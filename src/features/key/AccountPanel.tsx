import { useCallback, useEffect, useRef } from 'react'
import { GATEWAYS } from '../../core/api/gateways.ts'
import { Button } from '../../ui/Button.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { COARSE } from '../../ui/use-media.ts'
import { useAccount } from './account-context.ts'
import { words as destinationWords } from './destination-words.ts'
import { KeyForm } from './KeyForm.tsx'
import { KeyStatus } from './KeyStatus.tsx'
import { words } from './panel-words.ts'
import { SandboxFacts } from './SandboxFacts.tsx'
import { useAccountState } from './use-account-state.ts'
import { VersionSetting } from './VersionSetting.tsx'

const OPTIONS = [GATEWAYS.varg, GATEWAYS.sandbox].map(({ id, label }) => ({ value: id, label }))

/** The content of the account popover: gateway, key, balance, and the sandbox's storage. */
export function AccountPanel() {
  const { gateway, setGateway, hasSandbox, waiting, resume, ...ports } = useAccount()
  const { sendToSandbox, sandboxStorage, isKeyOnPage, takesFocus, mayTakeFocus, setOpen } = ports
  const { hold } = ports
  const state = useAccountState()
  const panel = useRef<HTMLDivElement>(null)
  const isSandbox = gateway === 'sandbox'
  /** Focuses the panel, because the focused control is about to be removed. */
  const keepFocus = () => panel.current?.focus()
  /**
   * False after the first render: a change of the gateway must leave the focus on its switch.
   * Always false on touch, where a focused field opens the keyboard over the page.
   */
  const isNew = useRef(!matchMedia(COARSE).matches)
  const mayFocus = useCallback(
    () => (isNew.current && takesFocus) || mayTakeFocus(),
    [takesFocus, mayTakeFocus],
  )
  useEffect(() => {
    isNew.current = false
  }, [])
  const asks = state.wantsKey && !state.isUnknown

  function onSaved(): void {
    if (waiting > 0 || state.isRefused) setOpen(false)
    else keepFocus()
    resume()
  }

  return (
    <div ref={panel} tabIndex={-1} className="grid grid-cols-1 gap-3.5 outline-none">
      {hasSandbox && (
        <Segmented
          label={words.gateway}
          options={OPTIONS}
          value={gateway}
          onChange={setGateway}
          isWide
        />
      )}
      {isSandbox && <SandboxFacts className="text-soft" />}
      {state.hasOwnKey && <KeyStatus state={state} onForgotten={keepFocus} />}
      {asks && !isKeyOnPage && (
        <KeyForm
          key={state.owner}
          state={state}
          takesFocus={mayFocus}
          look="filled"
          onSaved={onSaved}
        />
      )}
      {waiting > 0 && (
        <div className="grid justify-items-start gap-2">
          <p>{words.waiting(waiting)}</p>
          {hasSandbox && (
            <Button
              onClick={() => {
                sendToSandbox()
                setOpen(false)
              }}
            >
              {words.sendToSandbox}
            </Button>
          )}
        </div>
      )}
      {state.serverInfo || !hold ? (
        <VersionSetting />
      ) : (
        <p className="text-soft">{words.noAnswer}</p>
      )}
      {isSandbox && sandboxStorage}
      {!isSandbox && state.serverInfo && (
        <p className="wrap-anywhere text-meta text-soft">
          {destinationWords.destination(state.serverInfo.upstream)}
        </p>
      )}
    </div>
  )
}
