export type TabSigns = ReturnType<typeof createTabSigns>

/** Percent between two icons. */
const STEP = 10

/** What a person sees of the page while another tab or window is in front. */
export function createTabSigns() {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  const [title, plainIcon] = [document.title, icon?.getAttribute('href') ?? '']

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

    isHidden: () => document.visibilityState === 'hidden',

    /** Shows a system notification, if the person allows them. A click on it shows the page. */
    notify(text: string): void {
      if (!('Notification' in window) || Notification.permission !== 'granted') return
      try {
        const notification = new Notification(title, { body: text, tag: title })
        notification.onclick = () => {
          window.focus()
          notification.close()
        }
      } catch {
        // Chrome on Android shows notifications of service workers only.
      }
    },
  }
}
