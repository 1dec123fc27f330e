import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { samplePath } from '../support/files.ts'
import type { Point, SmokeBrowser } from './smoke-browser.ts'

/** A BMP picture of noise, generated in the page from its seed. */
export interface MadeFile {
  name: string
  size: number
  seed: number
}

/** A file of `e2e/samples`, as text for the page. */
export interface SampleFile {
  name: string
  base64: string
}

export type Way = 'drop' | 'paste'

/** Timeout of a search for an element to press, in milliseconds. */
const FIND_TIMEOUT = 15_000

/**
 * Polls more often than `expect.poll`, which waits up to a second between two reads. A read costs 5
 * to 20 ms.
 */
export const soon = <T>(read: () => T | Promise<T>, options: { timeout?: number } = {}) =>
  expect.poll(read, { intervals: [50, 100], ...options })

/** The popover of the account. */
export const ACCOUNT = 'dialog[aria-label="Account"]'

export function readSample(extension: string, name = `sample.${extension}`): SampleFile {
  return { name, base64: readFileSync(samplePath(extension)).toString('base64') }
}

/**
 * Page operations by accessible role and name.
 *
 * @param onGive called before files are made
 */
export function createSmokePage(
  browser: SmokeBrowser,
  onGive: (files: readonly (MadeFile | SampleFile)[]) => void,
) {
  const page = {
    /** Drops files on the page, or pastes them. */
    give(files: readonly (MadeFile | SampleFile)[], way: Way = 'drop') {
      onGive(files)
      return browser.evaluate(giveFiles, [files, way] as const)
    },

    /** Whether the URL of the given file serves identical bytes. */
    comparesEqual: (name: string) =>
      browser.evaluate(async (wanted) => {
        const { given } = window as unknown as { given: File[] }
        const file = given.find((one) => one.name === wanted)
        const row = document.querySelector(`ul[aria-label="Files"] > [aria-label="${wanted}"]`)
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
    rowText: (name: string) => page.textOf(`ul[aria-label="Files"] > [aria-label="${name}"]`),

    /** The names of the rows in the document, in list order. */
    rowNames: () =>
      browser.evaluate(() =>
        [...document.querySelectorAll('ul[aria-label="Files"] > li')]
          .sort((a, b) => Number(a.ariaPosInSet) - Number(b.ariaPosInSet))
          .map((row) => row.getAttribute('aria-label') ?? ''),
      ),

    /** The text of the first element with this selector. Empty without one. */
    textOf: (selector: string) =>
      browser.evaluate((query) => document.querySelector(query)?.textContent ?? '', selector),

    /** Whether the row shows a drawn picture. */
    hasPicture: (name: string) =>
      browser.evaluate((wanted) => {
        const row = document.querySelector(`ul[aria-label="Files"] > [aria-label="${wanted}"]`)
        return (row?.querySelector('img')?.naturalWidth ?? 0) > 0
      }, name),

    urlOf: (name: string) =>
      browser.evaluate(
        (wanted) =>
          document.querySelector<HTMLAnchorElement>(
            `ul[aria-label="Files"] > [aria-label="${wanted}"] a`,
          )?.href,
        name,
      ),

    /** The name of the element that has the focus. */
    focused: () =>
      browser.evaluate(() => {
        const element = document.activeElement
        return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? ''
      }),

    /** The element that has the focus, and whether its ring is drawn inside the window. */
    focusStop: () =>
      browser.evaluate(() => {
        const element = document.activeElement
        if (element === null || element === document.body) return { name: '', isSeen: false }
        const hasRing = [element, element.parentElement].some((one) => {
          if (one === null) return false
          const { outlineStyle, outlineWidth } = getComputedStyle(one)
          return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0
        })
        const { top, bottom, left, right, width } = element.getBoundingClientRect()
        const isInside = top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth
        const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''
        return { name, isSeen: hasRing && isInside && width > 4 }
      }),

    /** The brightness of the page background, from 0 to 255. */
    brightness: () =>
      browser.evaluate(() => {
        const context = document.createElement('canvas').getContext('2d')
        if (!context) throw new Error('There is no canvas')
        context.fillStyle = getComputedStyle(document.documentElement).backgroundColor
        context.fillRect(0, 0, 1, 1)
        const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
        return Math.round((red + green + blue) / 3)
      }),

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

    /** The state of the service worker that opens the page offline. */
    worker: () =>
      browser.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration()
        return registration?.active?.state ?? 'none'
      }),

    status: () => page.textOf('[role="status"][aria-label="Upload progress"]'),

    /**
     * Clicks the first drawn element with this selector and name, within `row` if given, as soon as
     * it stands still and nothing covers it.
     */
    async press(selector: string, name?: string, row?: string): Promise<void> {
      await browser.click(await page.pointOf(selector, name, row))
    },

    /** Clicks the first drawn element with this selector that contains a text. */
    async pressText(selector: string, text: string): Promise<void> {
      const point = await browser.evaluate(findPoint, {
        selector,
        name: '',
        row: '',
        text,
        timeout: FIND_TIMEOUT,
      })
      await browser.click(point)
    },

    /** The middle of an element, as {@link press} finds it. */
    pointOf: (selector: string, name = '', row = ''): Promise<Point> =>
      browser.evaluate(findPoint, { selector, name, row, timeout: FIND_TIMEOUT }),

    /** Presses and releases keys, one after another. */
    keys: (...keys: string[]) => browser.press(keys),

    /** Writes a text with the keyboard. */
    type: (text: string) => browser.press([...text]),

    /** The text on the clipboard, pasted with the keyboard into a field of its own. */
    async readClipboard(): Promise<string> {
      await browser.evaluate(() => {
        const field = document.createElement('textarea')
        field.id = 'pasted'
        document.body.append(field)
        field.focus()
      })
      await browser.press(['Control+v'])
      const read = () =>
        browser.evaluate(() => document.querySelector<HTMLTextAreaElement>('#pasted')?.value ?? '')
      await soon(read).not.toBe('')
      const text = await read()
      await browser.evaluate(() => document.querySelector('#pasted')?.remove())
      return text
    },

    /** Puts a text on the clipboard with the keyboard. */
    async copy(text: string): Promise<void> {
      await browser.evaluate((copied) => {
        const field = document.createElement('textarea')
        field.id = 'copied'
        field.value = copied
        document.body.append(field)
        field.select()
      }, text)
      await browser.press(['Control+c'])
      await browser.evaluate(() => document.querySelector('#copied')?.remove())
    },

    /** The name of the account's button, which contains the gateway and the balance. */
    account: () => page.nameOf('button[aria-label^="Account"]'),

    nameOf: (selector: string) =>
      browser.evaluate(
        (query) => document.querySelector(query)?.getAttribute('aria-label') ?? '',
        selector,
      ),

    async trySandbox(): Promise<void> {
      await page.press('button', 'Try the sandbox')
      await soon(page.account).toContain('Sandbox')
    },

    /** Saves a key for varg.ai on the empty page, and waits until it works. */
    async saveKey(key: string): Promise<void> {
      if (!(await page.account()).includes('varg.ai')) {
        await page.press('button[aria-label^="Account"]')
        await page.press(`${ACCOUNT} label`, 'varg.ai')
        await page.keys('Escape')
        await soon(() => page.textOf(ACCOUNT)).toBe('')
      }
      await page.press('main input[type="password"]')
      await page.type(key)
      await page.keys('Enter')
      await soon(page.account).toContain('balance')
    },

    /** How many pixels the page is wider than the window. */
    overflow: () =>
      browser.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        return scrollWidth - clientWidth
      }),

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

    /** Rounded elements with a scrollbar that takes space. Firefox draws their corners square. */
    listSquared: () =>
      browser.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('body *')].flatMap((element) => {
          const style = getComputedStyle(element)
          const border = Number.parseFloat(style.borderTopWidth)
          const room = element.offsetWidth - element.clientWidth - 2 * border
          const isRounded = border > 0 && Number.parseFloat(style.borderTopRightRadius) > 0
          const scrolls = element.matches('textarea') || /auto|scroll/.test(style.overflowY)
          return isRounded && scrolls && room > 1
            ? [`${element.tagName} ${element.className}: ${room} px`]
            : []
        }),
      ),

    /**
     * Scrolls through the list and waits for the buttons of the rows in view. Stays at the end.
     *
     * @param timeout Maximum wait at each scroll position, in milliseconds.
     * @returns The names of rows with buttons.
     */
    async listWholeRows(timeout: number): Promise<string[]> {
      const whole = new Set<string>()
      for (let isStart = true; ; isStart = false) {
        const { names, isEnd } = await browser.evaluate(seeRows, { timeout, isStart })
        for (const name of names) whole.add(name)
        if (isEnd) return [...whole]
      }
    },
  }
  return page
}

interface Wanted {
  selector: string
  name: string
  row: string
  text?: string
  timeout: number
}

/** Runs in the page. */
async function findPoint({ selector, name, row, text = '', timeout }: Wanted): Promise<Point> {
  const until = performance.now() + timeout
  let last = ''
  for (;;) {
    const root = row
      ? document.querySelector(`ul[aria-label="Files"] > [aria-label="${row}"]`)
      : document
    const found = [...(root?.querySelectorAll(selector) ?? [])].find(
      (element) =>
        element.getClientRects().length > 0 &&
        (!name || nameOf(element) === name) &&
        element.textContent?.includes(text),
    )
    found?.scrollIntoView({ block: 'nearest' })
    if (found) {
      const { x, y, width, height } = found.getBoundingClientRect()
      const point: Point = [x + width / 2, y + height / 2]
      const top = document.elementFromPoint(...point)
      const isFree = top !== null && (found.contains(top) || top.contains(found))
      if (isFree && last === String(point)) return point
      last = isFree ? String(point) : `${nameOf(top ?? document.body).slice(0, 80)} covers it`
    }
    if (performance.now() > until) {
      throw new Error(`Nothing to press is ${selector} ${name} ${row} (${last})`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }

  function nameOf(element: Element): string {
    return element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''
  }
}

/** Runs in the page. Keeps the files for {@link SmokePage.comparesEqual}. */
function giveFiles([list, way]: readonly [readonly (MadeFile | SampleFile)[], Way]): number {
  const data = new DataTransfer()
  for (const file of list) {
    data.items.add(new File(['base64' in file ? decode(file.base64) : draw(file)], file.name))
  }
  Object.assign(window, { given: Array.from(data.files) })
  if (way === 'paste') {
    const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true })
    // Not all engines take the data from the constructor.
    Object.defineProperty(event, 'clipboardData', { value: data })
    document.body.dispatchEvent(event)
  } else {
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
      )
    }
  }
  return data.files.length

  function decode(base64: string): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  }

  function draw({ size, seed }: MadeFile): Uint8Array<ArrayBuffer> {
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
    return bytes
  }
}

/** Runs in the page. Scrolls to the start, or down. Returns the rows in view that have buttons. */
async function seeRows({ timeout, isStart }: { timeout: number; isStart: boolean }) {
  const list = document.querySelector('ul[aria-label="Files"]')
  let pane: Element = list ?? document.documentElement
  while (pane.parentElement && pane.scrollHeight <= pane.clientHeight) pane = pane.parentElement
  const inSight = () => {
    const { top, bottom } = pane.getBoundingClientRect()
    return [...(list?.querySelectorAll(':scope > li') ?? [])].filter((row) => {
      const box = row.getBoundingClientRect()
      return box.bottom > top && box.top < Math.min(bottom, innerHeight)
    })
  }
  const isWhole = (row: Element) => row.querySelector('button') !== null
  /** Whether a row is drawn in the middle of the pane, and all rows in view have their buttons. */
  const isSettled = () => {
    const { x, y, width, height } = pane.getBoundingClientRect()
    const middle = document.elementFromPoint(x + width / 4, y + height / 2)
    const isDrawn = middle?.closest('ul[aria-label="Files"] > li') !== null
    return isDrawn && inSight().every(isWhole)
  }
  pane.scrollTop = isStart ? 0 : pane.scrollTop + pane.clientHeight * 0.8
  const until = performance.now() + timeout
  do {
    await new Promise((resolve) => setTimeout(resolve, 30))
  } while (!isSettled() && performance.now() < until)
  return {
    names: inSight()
      .filter(isWhole)
      .map((row) => row.getAttribute('aria-label') ?? ''),
    isEnd: pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 1,
  }
}

export type SmokePage = ReturnType<typeof createSmokePage>
