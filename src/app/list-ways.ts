import { Camera, Clipboard, Film } from 'lucide-react'
import { type Given, readGiven } from '../core/request/given.ts'
import { canReadClipboard, readClipboard } from '../features/drop/read-clipboard.ts'
import { words } from '../features/share/words.ts'
import { keySigns } from '../ui/Kbd.tsx'
import type { MenuItem } from '../ui/menu-item.ts'
import { COARSE } from '../ui/use-media.ts'

const PASTE_KEYS = 'Ctrl+V'

export interface WayPorts {
  /** Takes files like a paste, which names files without a name of their own. */
  takePasted(event: ClipboardEvent): void
  /** Takes a text or a link. */
  onGiven(given: Given): void
  /** Shows why nothing was added. */
  note(sentence: string): void
}

/** More ways to add files: the clipboard, and the cameras of a phone. */
export function listWays(ports: WayPorts): MenuItem[] {
  const isTouch = matchMedia(COARSE).matches
  const items: MenuItem[] = []
  // Touch devices have no paste keys, so the item stays even if it only says why it fails.
  if (canReadClipboard() || isTouch) {
    const keys = isTouch ? undefined : PASTE_KEYS
    const onSelect = () => void paste(ports, isTouch)
    items.push({ id: 'paste', label: words.paste, icon: Clipboard, keys, onSelect })
  }
  if (isTouch) {
    const photo = () => openCamera('image/*', ports)
    const video = () => openCamera('video/*', ports)
    items.push({ id: 'photo', label: words.takePhoto, icon: Camera, onSelect: photo })
    items.push({ id: 'video', label: words.recordVideo, icon: Film, onSelect: video })
  }
  return items
}

async function paste({ takePasted, onGiven, note }: WayPorts, isTouch: boolean): Promise<void> {
  if (!canReadClipboard()) {
    note(isSecureContext ? words.pasteUnsupported : words.pasteInsecure)
    return
  }
  try {
    const clipboardData = await readClipboard()
    const given = readGiven(clipboardData)
    if (clipboardData.files.length > 0) takePasted(new ClipboardEvent('paste', { clipboardData }))
    else if (given) onGiven(given)
    else note(words.nothingCopied)
  } catch {
    note(isTouch ? words.pasteRefusedByTouch : words.pasteRefused(keySigns(PASTE_KEYS).join('+')))
  }
}

/** Opens the camera app. The person has just taken the file, so it is uploaded at once. */
function openCamera(accept: string, { takePasted }: WayPorts): void {
  const input = document.createElement('input')
  const attributes = { type: 'file', accept, capture: 'environment', hidden: '' }
  for (const [name, text] of Object.entries(attributes)) input.setAttribute(name, text)
  input.oncancel = () => input.remove()
  input.onchange = () => {
    const clipboardData = new DataTransfer()
    for (const file of input.files ?? []) clipboardData.items.add(file)
    input.remove()
    takePasted(new ClipboardEvent('paste', { clipboardData }))
  }
  // Safari forgets an input outside of the document.
  document.body.append(input)
  input.click()
}
