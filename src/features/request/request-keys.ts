type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Ctrl+Enter, on a Mac ⌘ Enter: copies the request. */
export function isCopyKey(press: KeyPress): boolean {
  return isWithCtrl(press) && press.key === 'Enter'
}

/** Ctrl+Z, on a Mac ⌘ Z. */
export function isUndoKey(press: KeyPress): boolean {
  return isWithCtrl(press) && press.key.toLowerCase() === 'z'
}

function isWithCtrl({ ctrlKey, metaKey, altKey, shiftKey }: KeyPress): boolean {
  return ctrlKey !== metaKey && !altKey && !shiftKey
}
