/** A notification of the system that the service worker shows for a page. */
export interface NoticeMessage {
  type: 'notice'
  title: string
  body: string
  /** The label of the button that copies all URLs. Without it, there is no button. */
  copyLabel?: string
}

/** Message of the service worker to a page when the button of its notification is pressed. */
export const COPY_ALL = 'copy-all'

/** Checks a message to the service worker. Only pages of this origin can send one. */
export function readNotice(message: unknown): NoticeMessage | undefined {
  const notice = message as Partial<NoticeMessage> | null
  const isNotice = notice?.type === 'notice'
  return isNotice && typeof notice.title === 'string' && typeof notice.body === 'string'
    ? (notice as NoticeMessage)
    : undefined
}
