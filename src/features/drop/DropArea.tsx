import { FileUp, FolderUp } from 'lucide-react'
import { type ComponentProps, type ReactNode, useRef } from 'react'
import type { DropzoneState } from 'react-dropzone'
import { GATEWAYS, type GatewayId } from '../../core/api/gateways.ts'
import { plural } from '../../core/text/format.ts'
import { Button } from '../../ui/Button.tsx'

interface DropAreaProps {
  dropzone: DropzoneState
  /** Called when the browser's file dialog opens. */
  onPick: () => void
  compact: boolean
  /** The rest of the page is empty. */
  alone: boolean
  /** Number of files that are being inspected. */
  pending: number
  /** Other ways to start, on an empty page. */
  children?: ReactNode
}

/** The area for choosing and dropping files: large on an empty page, else a bar. */
export function DropArea({ dropzone, onPick, compact, alone, pending, children }: DropAreaProps) {
  const reading = dropzone.isProcessing ? 'Reading…' : `Looking at ${plural(pending, 'file')}…`
  const isBusy = dropzone.isProcessing || pending > 0
  const buttons = (
    <div className="flex flex-wrap justify-center gap-2">
      <PickButton
        dropzone={dropzone}
        onPick={onPick}
        label="Choose files"
        look={compact ? 'plain' : 'primary'}
      >
        <FileUp size={15} aria-hidden />
      </PickButton>
      <PickButton
        dropzone={dropzone}
        onPick={onPick}
        label="Choose folder"
        look="plain"
        webkitdirectory=""
      >
        <FolderUp size={15} aria-hidden />
      </PickButton>
    </div>
  )
  if (compact) {
    return (
      <div className="flex flex-wrap items-center justify-between gap-3 rounded-2xl border border-line-strong border-dashed px-4 py-3">
        <p className="text-soft text-sm">
          {isBusy ? reading : 'Drop or paste more, anywhere on the page.'}
        </p>
        {buttons}
      </div>
    )
  }
  return (
    <div
      className={`grid ${alone ? 'min-h-[45dvh] py-12' : 'py-6'} place-content-center justify-items-center gap-5 rounded-2xl border border-line-strong border-dashed px-6 text-center`}
    >
      <h2 className="max-w-xl text-balance font-semibold text-xl sm:text-2xl tracking-tight">
        Drop pictures, voices and clips. Get back stable URLs for your generation requests.
      </h2>
      {buttons}
      <p className="max-w-xl text-balance text-soft text-sm">
        {isBusy
          ? reading
          : 'Drop them anywhere, paste them, or choose a folder. Each file may have up to 50 MB. No byte is changed, because the gateway caches generations by content.'}
      </p>
      {children}
    </div>
  )
}

/** Covers the page while files are dragged over it. The drop event passes through. */
export function DropOverlay({ gateway }: { gateway: GatewayId }) {
  return (
    <section
      aria-label="Drop"
      className="pointer-events-none fixed inset-0 z-10 grid place-items-center bg-page/90 p-4"
    >
      <div className="grid size-full place-content-center justify-items-center gap-1 rounded-3xl border-4 border-accent border-dashed">
        <p className="font-semibold text-3xl text-accent">Drop to upload</p>
        <p>to {GATEWAYS[gateway].label}</p>
      </div>
    </section>
  )
}

interface PickButtonProps extends ComponentProps<typeof Button>, Pick<DropAreaProps, 'onPick'> {
  dropzone: DropzoneState
  label: string
  webkitdirectory?: string
}

/** A button that opens the browser's file dialog through a file input of the same name. */
function PickButton({
  dropzone,
  onPick,
  label,
  webkitdirectory,
  children,
  ...rest
}: PickButtonProps) {
  const input = useRef<HTMLInputElement>(null)

  function pick(): void {
    if (!input.current) return
    // Without this, choosing the same file again fires no change event.
    input.current.value = ''
    input.current.click()
    onPick()
  }

  return (
    <>
      <input
        {...dropzone.getInputProps({ 'aria-label': label, style: {}, webkitdirectory })}
        ref={input}
        hidden
      />
      <Button {...rest} onClick={pick}>
        {children}
        <span>{label}</span>
      </Button>
    </>
  )
}
