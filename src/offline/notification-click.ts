import { COPY_ALL, type NoticeMessage } from './notice-message.ts'

/** The parts of the service worker's interfaces that are used here. The page's types lack them. */
interface PageClient {
  id: string
  url: string
  focus(): Promise<unknown>
  postMessage(message: unknown): void
}

export interface PageClients {
  matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<readonly PageClient[]>
  openWindow(url: string): Promise<unknown>
}

interface NoticeOptions extends NotificationOptions {
  actions?: { action: string; title: string }[]
  renotify: boolean
}

/**
 * The options of a notification. A new one replaces the last, and alerts again.
 *
 * @param page id of the page that gets a message when the button is pressed
 */
export function noticeOptions(
  { title, body, copyLabel }: NoticeMessage,
  page: string,
): NoticeOptions {
  return {
    body,
    tag: title,
    renotify: true,
    data: page,
    ...(copyLabel && { actions: [{ action: COPY_ALL, title: copyLabel }] }),
  }
}

/**
 * Focuses the page of a notification. When that was closed, focuses another page or opens one. The
 * page gets a message when the button was pressed, because only a page can write to the clipboard.
 * Another page has another list, so it gets no message.
 *
 * @param page id of the page that showed the notification
 * @param action empty when the notification itself was pressed
 */
export async function onNotificationClick(
  { page, action }: { page: unknown; action: string },
  scope: string,
  clients: PageClients,
): Promise<void> {
  const all = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  const found = all.find(({ id }) => id === page) ?? all.find(({ url }) => isPage(url, scope))
  if (!found) {
    await clients.openWindow(scope)
    return
  }
  // A browser may refuse it long after the press.
  await found.focus().catch(() => {})
  if (action === COPY_ALL && found.id === page) found.postMessage(COPY_ALL)
}

/** Windows with files of the sandbox are on this origin, too. */
function isPage(url: string, scope: string): boolean {
  const { origin, pathname } = new URL(url)
  return origin + pathname === scope
}
