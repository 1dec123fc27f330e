import { expect } from '@playwright/test'
import { clickAt, type SmokeBrowser } from './smoke-browser.ts'

/** A BMP picture of noise, generated in the page from its seed. */
export interface MadeFile {
  name: string
  size: number
  seed: number
}

/** Page operations by accessible role and name. */
export function createSmokePage(browser: SmokeBrowser) {
  return {
    /** Dispatches dragenter, dragover and drop with one DataTransfer. */
    drop: (files: readonly MadeFile[]) =>
      browser.evaluate((list) => {
        const data = new DataTransfer()
        for (const { name, size, seed } of list) {
          const bytes = new Uint8Array(size)
          let noise = seed
          for (let index = 0; index < size; index += 1) {
            noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) | 0
            bytes[index] = noise >>> 24
          }
          // Nearly square, four bytes a pixel, bottom row first.
          const width = Math.ceil(Math.sqrt((size - 54) / 4))
          const height = Math.floor((size - 54) / 4 / width)
          const header = new DataView(bytes.buffer)
          header.setUint16(0, 0x424d)
          for (const [index, field] of [size, 0, 54, 40, width, height].entries()) {
            header.setUint32(2 + 4 * index, field, true)
          }
          header.setUint32(26, 1 | (32 << 16), true)
          bytes.fill(0, 30, 54)
          data.items.add(new File([bytes], name))
        }
        const kept = Object.assign(window, { dropped: Array.from(data.files) })
        for (const type of ['dragenter', 'dragover', 'drop']) {
          document.body.dispatchEvent(
            new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
          )
        }
        return kept.dropped.length
      }, files),

    /** Whether the URL of the dropped file serves identical bytes. */
    comparesEqual: (name: string) =>
      browser.evaluate(async (wanted) => {
        const { dropped } = window as unknown as { dropped: File[] }
        const file = dropped.find((one) => one.name === wanted)
        const row = document.querySelector(`[aria-label="Files"] [aria-label="${wanted}"]`)
        const url = row?.querySelector('a')?.href
        if (!file || url === undefined) return false
        const [sent, fetched] = await Promise.all([
          file.arrayBuffer(),
          fetch(url).then((response) => response.arrayBuffer()),
        ])
        const [a, b] = [new Uint8Array(sent), new Uint8Array(fetched)]
        return a.length === b.length && a.every((byte, index) => byte === b[index])
      }, name),

    /** The text of one row, including visually hidden text. */
    rowText: (name: string) =>
      browser.evaluate(
        (wanted) =>
          document.querySelector(`[aria-label="Files"] [aria-label="${wanted}"]`)?.textContent ??
          '',
        name,
      ),

    urlOf: (name: string) =>
      browser.evaluate(
        (wanted) =>
          document.querySelector<HTMLAnchorElement>(
            `[aria-label="Files"] [aria-label="${wanted}"] a`,
          )?.href,
        name,
      ),

    /** The type in which the browser stores each waiting file. */
    listKept: () =>
      browser.evaluate(async () => {
        const resultOf = <T>(request: IDBRequest<T>) =>
          new Promise<T>((resolve, reject) => {
            request.onsuccess = () => resolve(request.result)
            request.onerror = () => reject(request.error)
          })
        const database = await resultOf(indexedDB.open('refdrop'))
        const values = await resultOf<unknown[]>(
          database.transaction('bytes').objectStore('bytes').getAll(),
        )
        database.close()
        return values.map((value) => (value instanceof File ? 'File' : 'ArrayBuffer'))
      }),

    status: () =>
      browser.evaluate(
        () =>
          document.querySelector('[role="status"][aria-label="Upload progress"]')?.textContent ??
          '',
      ),

    /** Clicks the first element with this selector and name, within `row` if given. */
    async press(selector: string, name: string, row?: string): Promise<void> {
      const find = () =>
        browser.evaluate(
          ([query, wanted, within]) => {
            const root = within
              ? document.querySelector(`[aria-label="Files"] [aria-label="${within}"]`)
              : document
            const nameOf = (element: Element) =>
              element.getAttribute('aria-label') ?? element.textContent?.trim()
            const found = [...(root?.querySelectorAll(query) ?? [])].find(
              (element) => nameOf(element) === wanted,
            )
            if (!found) return undefined
            found.scrollIntoView({ block: 'center' })
            const { x, y, width, height } = found.getBoundingClientRect()
            return [x + width / 2, y + height / 2] as const
          },
          [selector, name, row ?? ''] as const,
        )
      await expect.poll(find, { message: `nothing is named ${name}` }).toBeDefined()
      const [x, y] = (await find()) ?? [0, 0]
      await browser.perform(clickAt(x, y))
    },

    /** Elements that scroll horizontally. Parents of code blocks are excluded. */
    listSideways: () =>
      browser.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('body *')].flatMap((element) => {
          const { scrollWidth, clientWidth, tagName, className } = element
          if (scrollWidth <= clientWidth || element.matches(':has(> pre)')) return []
          const { overflowX } = getComputedStyle(element)
          const canScroll = tagName === 'HTML' || overflowX === 'auto' || overflowX === 'scroll'
          return canScroll ? [`${tagName} ${className}: ${scrollWidth - clientWidth} px`] : []
        }),
      ),

    /**
     * Scrolls through the list and waits for the buttons of the rows in view.
     *
     * @param timeout Maximum wait at each scroll position, in milliseconds.
     * @returns The names of rows with buttons.
     */
    listWholeRows: (timeout: number) =>
      browser.evaluate(async (most) => {
        const whole = new Set<string>()
        const list = document.querySelector('[aria-label="Files"]')
        const inSight = () =>
          [...(list?.querySelectorAll('li[aria-label]') ?? [])].filter((row) => {
            const { top, bottom } = row.getBoundingClientRect()
            return bottom > 0 && top < innerHeight
          })
        const isWhole = (row: Element) => row.querySelector('button') !== null
        scrollTo(0, 0)
        for (;;) {
          const until = performance.now() + most
          do {
            await new Promise((resolve) => setTimeout(resolve, 30))
          } while (!inSight().every(isWhole) && performance.now() < until)
          for (const row of inSight().filter(isWhole)) {
            whole.add(row.getAttribute('aria-label') ?? '')
          }
          const { scrollHeight } = document.documentElement
          if (scrollY + innerHeight >= scrollHeight - 1) return [...whole]
          scrollBy(0, innerHeight * 0.8)
        }
      }, timeout),
  }
}

export type SmokePage = ReturnType<typeof createSmokePage>
