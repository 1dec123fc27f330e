/** A notification of the system that the service worker shows for a page. */
export interface NoticeMessage {
  type: 'notice'
  title: string
  body: string
  /** The label of the button that copies all URLs. Without it, there is no button. */
  copyLabel?: string
}

/** What the service worker tells a page when a person presses the button of its notification. */
export const COPY_ALL = 'copy-all'

/** Checks a message to the service worker. Only pages of this origin can send one. */
export function readNotice(message: unknown): NoticeMessage | undefined {
  const notice = message as Partial<NoticeMessage> | null
  const isNotice = notice?.type === 'notice'
  return isNotice && typeof notice.title === 'string' && typeof notice.body === 'string'
    ? (notice as NoticeMessage)
    : undefined
}
