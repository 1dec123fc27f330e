import type { ShareInbox } from '../storage/share-inbox.ts'
import { readNotice } from './notice-message.ts'
import { answerClick, noticeOptions, type PageClients } from './notification-click.ts'
import { isShare, takeShare } from './share-target.ts'

/** The parts of the service worker's interfaces that are used here. The page's types lack them. */
interface Registration {
  scope: string
  showNotification(title: string, options: NotificationOptions): Promise<void>
}

interface Extendable {
  waitUntil(work: Promise<unknown>): void
}

interface PageRequest {
  request: Request
  respondWith(response: Promise<Response>): void
}

interface PageMessage extends Extendable {
  data: unknown
  source: object | null
}

interface NotificationPress extends Extendable {
  action: string
  notification: { data: unknown; close(): void }
}

/** Listeners of the service worker that take shares, and show notifications of pages. */
export function createSystemEvents(
  registration: Registration,
  clients: PageClients,
  inbox: Pick<ShareInbox, 'add'>,
) {
  const { scope } = registration
  return {
    onFetch(event: PageRequest): void {
      if (!isShare(event.request, scope)) return
      event.respondWith(takeShare(event.request, scope, inbox))
    },

    onMessage(event: PageMessage): void {
      const { data, source } = event
      const notice = readNotice(data)
      if (!notice || !source || !('id' in source)) return
      const options = noticeOptions(notice, String(source.id))
      // Rejects without permission, which the person may have withdrawn.
      event.waitUntil(registration.showNotification(notice.title, options).catch(() => {}))
    },

    onNotificationClick(event: NotificationPress): void {
      const { notification, action } = event
      notification.close()
      event.waitUntil(answerClick({ page: notification.data, action }, scope, clients))
    },
  }
}
