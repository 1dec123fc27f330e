import { type RefObject, useImperativeHandle, useRef } from 'react'
import type { DropzoneState } from 'react-dropzone'
import { words } from './intake-words.ts'

export interface FileInputsHandle {
  chooseFiles(): void
  chooseFolder(): void
}

/** Hidden inputs that open the browser's file dialogs. Buttons with the same labels click them. */
export function FileInputs({
  ref,
  getInputProps,
  onOpen,
}: {
  ref: RefObject<FileInputsHandle | null>
  getInputProps: DropzoneState['getInputProps']
  /** Called when a dialog opens. */
  onOpen: () => void
}) {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)

  function open(input: HTMLInputElement | null): void {
    if (!input) return
    // Without this, choosing the same file again fires no change event.
    input.value = ''
    input.click()
    onOpen()
  }

  useImperativeHandle(ref, () => ({
    chooseFiles: () => open(files.current),
    chooseFolder: () => open(folder.current),
  }))

  const propsOf = (label: string) => getInputProps({ 'aria-label': label, style: {} })
  return (
    <>
      <input {...propsOf(words.chooseFiles)} ref={files} hidden />
      <input {...propsOf(words.chooseFolder)} ref={folder} hidden {...FOLDER} />
    </>
  )
}

/** React's types do not know the attribute. */
const FOLDER: Record<string, string> = { webkitdirectory: '' }
