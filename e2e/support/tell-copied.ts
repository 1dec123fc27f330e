/** The name of the function in the page that `tellWhatIsCopied` calls. */
export const TELL_COPIED = 'tellCopied'

/**
 * Runs in the page before its own code. Reports every text that the page puts on the clipboard,
 * and every text that is copied or dragged from it.
 */
export function tellWhatIsCopied(name: string): void {
  const tell: unknown = Reflect.get(globalThis, name)
  const note = (text: string) => {
    if (typeof tell === 'function') tell(text)
  }

  // Insecure origins have no clipboard.
  const clipboard: Clipboard | undefined = globalThis.Clipboard?.prototype
  if (clipboard) {
    const { writeText, write } = clipboard
    clipboard.writeText = function (text) {
      note(String(text))
      return writeText.call(this, text)
    }
    clipboard.write = function (items) {
      for (const item of items) {
        for (const type of item.types) {
          item
            .getType(type)
            .then((blob) => blob.text())
            .then(note, () => {})
        }
      }
      return write.call(this, items)
    }
  }

  const noteTaken = (event: ClipboardEvent | DragEvent) => {
    const data = event instanceof DragEvent ? event.dataTransfer : event.clipboardData
    for (const type of data?.types ?? []) note(data?.getData(type) ?? '')
    const field = document.activeElement
    // Browsers do not copy from password fields.
    const isText = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement
    if (isText && field.type !== 'password') {
      note(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0))
    }
    note(String(getSelection()))
  }
  addEventListener('copy', noteTaken)
  addEventListener('cut', noteTaken)
  addEventListener('dragstart', noteTaken)
}
