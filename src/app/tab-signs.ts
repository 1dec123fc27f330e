import { loadPart } from '../http/parts.ts'

export type TabSigns = ReturnType<typeof createTabSigns>

/** Percent between two icons. */
const STEP = 10

/**
 * What a person sees of the page while another tab or window is in front.
 *
 * @param isAlone whether no other page is open that could own the badge
 */
export function createTabSigns(isAlone: boolean) {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  const [title, plainIcon] = [document.title, icon?.getAttribute('href') ?? '']

  let isFinished = true

  // A badge of an earlier page is outdated.
  if (isAlone) void clearBadge()

  function showIcon(href: string): void {
    if (icon && icon.getAttribute('href') !== href) icon.setAttribute('href', href)
  }

  return {
    /** @param percent undefined when nothing is under way */
    showProgress(percent: number | undefined): void {
      document.title = percent === undefined ? title : `${percent}% · ${title}`
      if (percent === undefined) showIcon(plainIcon)
      else showIcon(`progress/${Math.min(90, Math.floor(percent / STEP) * STEP)}.svg`)
    },

    isHidden,

    /**
     * Shows a system notification, if the person allows them. A click on it shows the page.
     *
     * @param canCopy whether it offers to copy all URLs, if the browser supports such buttons
     */
    async notify(text: string, canCopy: boolean): Promise<void> {
      if (!('Notification' in window) || Notification.permission !== 'granted') return
      const { notifyFinished } = await loadPart(() => import('./finished-notice.ts'))
      await notifyFinished(title, text, canCopy)
    },

    /**
     * Shows the number of unfinished files on the icon of the installed page. At the end, a mark stays
     * there until a person has seen the page.
     */
    showBadge(count: number): void {
      isFinished = count === 0
      if (isFinished && !isHidden()) void clearBadge()
      else void setBadge(count)
      if (!isFinished || !isHidden()) return
      const onSeen = () => isFinished && void clearBadge()
      document.addEventListener('visibilitychange', onSeen, { once: true })
    },
  }
}

const isHidden = () => document.visibilityState === 'hidden'

/** Browsers have badges for installed pages only, and may refuse one. @param count 0 for a mark */
async function setBadge(count: number): Promise<void> {
  try {
    await navigator.setAppBadge?.(...(count > 0 ? [count] : []))
  } catch {
    // The title shows the same.
  }
}

async function clearBadge(): Promise<void> {
  try {
    await navigator.clearAppBadge?.()
  } catch {
    // It has nothing to clear.
  }
}
