import { ArrowUp } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { DEFAULT_VERSION } from '../core/api/api-version.ts'
import { SIZE_LIMITS } from '../core/api/size-limits.ts'
import { MoreWays } from '../features/drop/ChooseFiles.tsx'
import { useDrop } from '../features/drop/drop-context.ts'
import { FolderProgress } from '../features/drop/FolderProgress.tsx'
import { words as inputWords } from '../features/drop/intake-words.ts'
import { SkippedFiles } from '../features/drop/SkippedFiles.tsx'
import { words as dropWords } from '../features/drop/words.ts'
import { useAccount } from '../features/key/account-context.ts'
import { Destination } from '../features/key/Destination.tsx'
import { HeroKey } from '../features/key/HeroKey.tsx'
import { useAccountState } from '../features/key/use-account-state.ts'
import { words as sampleWords } from '../features/samples/words.ts'
import { words as gatewayWords } from '../features/uploads/gateway-words.ts'
import type { AccountFilesPorts } from '../features/uploads/list/files-ports.ts'
import { useListsFiles } from '../features/uploads/list/use-lists-files.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { LINK_LOOK } from '../ui/link-look.ts'
import { useValue } from '../ui/use-value.ts'
import { MediaFan } from './MediaFan.tsx'
import { findControl } from './page-controls.ts'

interface EmptyPageProps {
  onSamples: () => void
  isMakingSamples: boolean
  /** Opens the request for code that has URLs. */
  onPasteCode: () => void
  /** Undefined while the storage of this browser opens. */
  accountFiles: AccountFilesPorts | undefined
}

/** The page before the first file: what it does, and every way to begin. */
export function EmptyPage(props: EmptyPageProps) {
  const drop = useDrop()
  const { chooseFiles, chooseFolder, found } = drop
  const pending = useValue(drop.pending)
  const { max } = SIZE_LIMITS[useAccount().version ?? DEFAULT_VERSION]
  const limits = pending > 0 ? dropWords.inspecting(pending) : dropWords.limits(max)
  const page = useRef<HTMLDivElement>(null)

  // On unmount, moves a lost focus to the button of the same name in the list.
  useLayoutEffect(() => {
    const element = page.current
    return () => {
      if (!element?.contains(document.activeElement)) return
      queueMicrotask(() => {
        if (document.activeElement === document.body) findControl(inputWords.chooseFiles)?.focus()
      })
    }
  }, [])

  return (
    <div
      ref={page}
      className="scroll-quiet flex flex-col items-center px-5 pt-[clamp(1.75rem,9vh,6.5rem)] pb-12 *:w-full *:max-w-140 max-sm:px-4 max-sm:pt-7 lg:min-h-0 lg:overflow-y-auto"
    >
      <h2 className="text-balance text-center font-strong text-hero tracking-tight max-sm:text-2xl max-sm:leading-7.5">
        {dropWords.promise}
      </h2>
      <div className="mt-7 grid justify-items-center gap-4.5 rounded-sheet border-[1.5px] border-line-strong border-dashed bg-panel px-6 py-7 max-sm:mt-5.5 max-sm:px-4 max-sm:py-5">
        <MediaFan />
        <div className="flex flex-wrap items-center justify-center gap-2">
          <Button look="filled" size="medium" className={`${TALL} px-4!`} onClick={chooseFiles}>
            <Icon of={ArrowUp} />
            <span>{inputWords.chooseFiles}</span>
          </Button>
          <MoreWays
            look="plain"
            size="medium"
            className="not-pointer-coarse:hidden pointer-coarse:size-11!"
          />
          <Button size="medium" className={`${TALL} px-3.5!`} onClick={chooseFolder}>
            {inputWords.chooseFolder}
          </Button>
          <span className="pointer-coarse:hidden text-soft">{dropWords.orPaste}</span>
        </div>
        <p className="text-balance text-center text-soft">
          <FolderProgress />
          {found === undefined && <span>{limits}</span>}
        </p>
        <SkippedFiles />
      </div>
      <div className="mt-7 max-sm:mt-5.5">
        <HeroKey />
      </div>
      <OtherWays {...props} />
      <Destination />
    </div>
  )
}

const TALL = 'min-h-9! pointer-coarse:min-h-11!'

function OtherWays({ onSamples, isMakingSamples, onPasteCode, accountFiles }: EmptyPageProps) {
  const { gateway, hasSandbox, sendToSandbox } = useAccount()
  const { hasOwnKey } = useAccountState()
  const listsFiles = useListsFiles(accountFiles, gateway)
  const samples = useRef<HTMLButtonElement>(null)

  function trySandbox(): void {
    // The pressed button is about to disappear.
    samples.current?.focus()
    sendToSandbox()
  }

  return (
    <div className="mt-5.5 flex flex-wrap items-center justify-center gap-x-4 gap-y-1.5 text-soft">
      {hasSandbox && gateway === 'varg' && (
        <>
          {!hasOwnKey && <span>{sampleWords.noKey}</span>}
          <button type="button" className={LINK_LOOK} onClick={trySandbox}>
            {sampleWords.trySandbox}
          </button>
        </>
      )}
      {hasSandbox && (
        <button
          ref={samples}
          type="button"
          className={LINK_LOOK}
          aria-disabled={isMakingSamples || undefined}
          onClick={isMakingSamples ? undefined : onSamples}
        >
          {isMakingSamples ? sampleWords.making : sampleWords.trySamples}
        </button>
      )}
      <button type="button" className={LINK_LOOK} onClick={onPasteCode}>
        {sampleWords.pasteCode}
      </button>
      {listsFiles && (
        <button type="button" className={LINK_LOOK} onClick={() => accountFiles?.load(gateway)}>
          {gatewayWords.fromGateway}
        </button>
      )}
    </div>
  )
}
