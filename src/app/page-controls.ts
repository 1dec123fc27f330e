/**
 * The control of the page with this accessible name.
 *
 * @returns undefined while the page does not show it
 */
export function findControl(name: string): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>('button, input')]
  const named = all.filter((element) => nameOf(element) === name)
  return (
    named.find((element) => element.checkVisibility()) ??
    named.find((element) => element.matches('[type=file]'))
  )
}

/** Presses a control as a person does, with the same announcements and focus. */
export function pressControl(control: HTMLElement | undefined): void {
  if (!control) return
  control.focus()
  if (control.matches('[type=search]') && control instanceof HTMLInputElement) control.select()
  else control.click()
}

function nameOf(element: HTMLElement): string | undefined {
  return element.getAttribute('aria-label') ?? element.textContent?.trim()
}
