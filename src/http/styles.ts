import { parts } from './parts.ts'

const applied = new Map<HTMLLinkElement, Promise<void>>()

/** Loads the list, with the styles that it needs. */
export const loadList = <T>(load: () => Promise<T>): Promise<T> => loadStyled(load, 1)

/** Loads a part that shows something, with all styles that the first load leaves out. */
export const loadView = <T>(load: () => Promise<T>): Promise<T> => loadStyled(load)

/** @param count number of preloaded stylesheets to apply, by default all. Development has none. */
async function loadStyled<T>(load: () => Promise<T>, count?: number): Promise<T> {
  const sheets = document.querySelectorAll<HTMLLinkElement>('link[rel=preload][as=style]')
  const styles = Array.from(sheets).slice(0, count).map(applyOnce)
  const [view] = await Promise.all([parts.load(load), ...styles])
  return view
}

function applyOnce(preload: HTMLLinkElement): Promise<void> {
  const begun = applied.get(preload) ?? parts.load(() => apply(preload))
  applied.set(preload, begun)
  return begun
}

/** Applies a preloaded stylesheet in its own place, as later sheets win. */
async function apply(preload: HTMLLinkElement): Promise<void> {
  const sheet = document.createElement('link')
  sheet.rel = 'stylesheet'
  sheet.href = preload.href
  // WebKit paints nothing while a sheet for the screen loads.
  sheet.media = 'print'
  await new Promise((resolve, reject) => {
    sheet.onload = resolve
    sheet.onerror = () => reject(preload.href)
    preload.after(sheet)
  }).catch((caught: unknown) => {
    sheet.remove()
    throw caught
  })
  sheet.media = 'all'
}
