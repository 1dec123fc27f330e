import { useRef } from 'react'
import { useAccount } from './account-context.ts'
import { KeyForm } from './KeyForm.tsx'
import { KeyLine } from './KeyLine.tsx'
import { SandboxFacts } from './SandboxFacts.tsx'
import { useAccountState } from './use-account-state.ts'

/** Height of the form. Its replacements are as high, so that the links below do not move. */
const HEIGHT = 'min-h-22 pointer-coarse:min-h-36.5'

/** The key on the empty page: a form, or whether the saved key works. */
export function HeroKey() {
  const { gateway, resume, mayTakeFocus } = useAccount()
  const state = useAccountState()
  const whole = useRef<HTMLDivElement>(null)
  if (gateway === 'sandbox') {
    return <SandboxFacts className="text-center text-sandbox" />
  }
  if (state.isUnknown) return <div className={HEIGHT} />
  return (
    <div ref={whole} tabIndex={-1} className="grid gap-2 outline-none">
      {state.hasOwnKey && (
        <div
          className={`mx-auto ${state.credential.kind === 'machine' ? `grid content-center ${HEIGHT}` : ''}`}
        >
          <KeyLine state={state} />
        </div>
      )}
      {state.wantsKey && (
        <KeyForm
          key={state.owner}
          state={state}
          takesFocus={mayTakeFocus}
          announces
          look="plain"
          onSaved={() => {
            // The focused field is about to be removed.
            whole.current?.focus()
            resume()
          }}
        />
      )}
    </div>
  )
}
