import { COPY_ALL, type NoticeMessage } from './notice-message.ts'

/** Maximum milliseconds to wait for the focus after a press on a notification. */
const FOCUS_TIMEOUT = 2000

/**
 * Shows a notification through the service worker, so that it can have a button. On Android, pages
 * cannot show notifications themselves.
 *
 * @returns false where this page has no active service worker
 */
export async function showNotice(notice: Omit<NoticeMessage, 'type'>): Promise<boolean> {
  // Not `ready`, which never resolves without a registration.
  const registration = await navigator.serviceWorker?.getRegistration()
  const worker = registration?.active
  worker?.postMessage({ type: 'notice', ...notice } satisfies NoticeMessage)
  return worker != null
}

/** Calls `copy` when a person presses the button of this page's notification. */
export function onCopyAll(copy: () => void): void {
  navigator.serviceWorker?.addEventListener('message', ({ data }) => {
    if (data === COPY_ALL) void whenFocused().then(copy)
  })
}

/** Browsers let only a page with the focus write to the clipboard. */
function whenFocused(): Promise<void> {
  if (document.hasFocus()) return Promise.resolve()
  return new Promise((resolve) => {
    addEventListener('focus', () => resolve(), { once: true })
    setTimeout(resolve, FOCUS_TIMEOUT)
  })
}
