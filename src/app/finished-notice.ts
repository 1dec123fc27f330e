import { words } from '../features/share/words.ts'
import { showNotice } from '../offline/show-notice.ts'

/**
 * Shows a system notification, through the service worker if there is one. Its button copies all
 * URLs. A press elsewhere on it shows the page. Never rejects.
 */
export async function notifyFinished(title: string, body: string, canCopy: boolean): Promise<void> {
  const notice = { title, body, ...(canCopy && { copyLabel: words.copyAll }) }
  if (await showNotice(notice).catch(() => false)) return
  try {
    // TypeScript lacks `renotify`. Without it, a notification that replaces another one is silent.
    const options = { body, tag: title, renotify: true }
    const notification = new Notification(title, options)
    notification.onclick = () => {
      window.focus()
      notification.close()
    }
  } catch {
    // Chrome on Android shows notifications of service workers only.
  }
}
