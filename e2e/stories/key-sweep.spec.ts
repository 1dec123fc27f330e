import type { Page } from '@playwright/test'
import { expect, KEY, test } from '../support/fixtures.ts'
import { createKeySweep } from '../support/key-sweep.ts'
import { startUpstream, type Upstream } from '../support/upstream.ts'

// The tests share one page, so they run in series.
test.describe.configure({ mode: 'default' })
test.use({ sweepsKeys: false })

/** Runs in a page. */
type Leak = (text: string) => unknown

/** The place that the search for keys reports, and a function that puts a text there. */
const LEAKS: Record<string, [place: string, leak: Leak]> = {
  'the clipboard': ['clipboard', (text) => navigator.clipboard.writeText(text)],
  'a clipboard with types': [
    'clipboard',
    (text) => navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]),
  ],
  'a copied field': [
    'clipboard',
    (text) => {
      const field = document.createElement('textarea')
      document.body.append(field)
      field.value = text
      field.select()
      document.execCommand('copy')
      field.remove()
    },
  ],
  'a copied passage': [
    'clipboard',
    (text) => {
      document.body.textContent = text
      getSelection()?.selectAllChildren(document.body)
      document.execCommand('copy')
      document.body.textContent = ''
    },
  ],
  'a text that the page copies instead of the selection': [
    'clipboard',
    (text) => {
      const replace = (event: ClipboardEvent) => {
        event.clipboardData?.setData('text/plain', text)
        event.preventDefault()
      }
      document.addEventListener('copy', replace, { once: true })
      document.execCommand('copy')
    },
  ],
  'a drag': [
    'clipboard',
    (text) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.setData('text/plain', text)
      document.body.dispatchEvent(new DragEvent('dragstart', { dataTransfer, bubbles: true }))
    },
  ],
  'a download': [
    'download',
    (text) => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob([text]))
      link.download = 'leak.json'
      link.click()
    },
  ],
  'the name of a download': [
    'download',
    (text) => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob(['x']))
      link.download = text
      link.click()
    },
  ],
  'the console': ['console', (text) => console.debug(text)],
  'an object in the console': [
    'console',
    (text) => console.log([{ deep: { long: 'x'.repeat(500) + text } }]),
  ],
  'an uncaught error': [
    'console',
    (text) => {
      setTimeout(() => {
        throw new Error(text)
      })
    },
  ],
  localStorage: ['storage (note)', (text) => localStorage.setItem('note', text)],
  sessionStorage: ['storage (note)', (text) => sessionStorage.setItem('note', text)],
  'a cookie': ['cookie', (text) => cookieStore.set('leak', text)],
  'a cached response': [
    'cache (leak)',
    async (text) => (await caches.open('leak')).put('/leak', new Response(text)),
  ],
  'an attribute': ['DOM', (text) => document.body.setAttribute('title', text)],
  'a text of several elements': [
    'DOM (its text)',
    (text) =>
      document.body.replaceChildren(text.slice(0, 5), document.createElement('b'), text.slice(5)),
  ],
  'a field': [
    'DOM (a field)',
    (text) => {
      const field = document.createElement('input')
      field.value = text
      document.body.replaceChildren(field)
    },
  ],
  'the URL of a request': ['URL', (text) => fetch(`/leak?key=${text}`).then(() => {})],
  'the body of a request': [
    'request body',
    (body) => fetch('/leak', { method: 'PUT', body }).then(() => {}),
  ],
  'a header other than Authorization': [
    'header',
    (text) => fetch('/leak', { headers: { 'X-Note': text } }).then(() => {}),
  ],
  'the URL of the page': [
    'URL',
    (text) => {
      location.hash = text
    },
  ],
  'an earlier URL of the page': [
    'URL',
    (text) => {
      history.pushState(null, '', `/?key=${text}`)
      history.pushState(null, '', '/')
    },
  ],
  'the state of the history': ['history state', (text) => history.replaceState([text], '')],
  'the name of the window': [
    'window name',
    (text) => {
      window.name = text
    },
  ],
}

/** Values that hold a text in IndexedDB. */
const RECORDS: Record<string, Leak> = {
  'in depth': (text) => ({ deep: [new Map([['key', { text }]])] }),
  'as a Blob': (text) => new Blob([text]),
  'as the name of a File': (text) => new File([], text),
  'as bytes': (text) => new TextEncoder().encode(`..${text}`),
}

const sweep = createKeySweep([])
let upstream: Upstream
let page: Page
let count = 0

test.beforeAll(async ({ browser }) => {
  upstream = await startUpstream(() => {})
  const context = await browser.newContext()
  await sweep.watch(context)
  page = await context.newPage()
  await page.goto(upstream.url)
})

test.afterAll(async () => {
  await page.context().close()
  await upstream.stop()
})

/** @returns a new key that the search looks for from now on */
function makeKey(): string {
  count += 1
  const key = `varg_made_up_${String(count).padStart(12, '0')}`
  sweep.addKey(key)
  return key
}

/** Waits until a key was found in exactly these places. */
async function expectFound(key: string, places: readonly string[]): Promise<void> {
  const findPlaces = async () => {
    await sweep.look(page.context())
    const found = (await sweep.findKeys()).filter((one) => one.includes(key))
    return [...new Set(found.map((one) => one.slice(0, one.indexOf(': '))))]
  }
  await expect.poll(findPlaces, { intervals: [50] }).toEqual(places)
}

for (const [name, [place, leak]] of Object.entries(LEAKS)) {
  test(`the search finds a key in ${name}`, async () => {
    const key = makeKey()
    await page.evaluate(leak, key)
    await expectFound(key, [place])
  })
}

for (const [name, make] of Object.entries(RECORDS)) {
  test(`the search finds a key in IndexedDB ${name}`, async () => {
    const key = makeKey()
    await page.evaluate(keep, await page.evaluateHandle(make, key))
    await expectFound(key, ['IndexedDB (leak kept)'])
  })
}

/** Runs in the page and stores a value in IndexedDB under a number. */
async function keep(value: unknown): Promise<void> {
  const opening = indexedDB.open('leak')
  opening.onupgradeneeded = () => opening.result.createObjectStore('kept', { autoIncrement: true })
  await new Promise((resolve) => {
    opening.onsuccess = resolve
  })
  const writing = opening.result.transaction('kept', 'readwrite')
  writing.objectStore('kept').put(value)
  await new Promise((resolve) => {
    writing.oncomplete = resolve
  })
  opening.result.close()
}

test('the search finds a key only in later output of a watched server', async () => {
  const key = makeKey()
  let printed = `${key} before`
  sweep.watchServer({ printed: () => printed }, printed.length)
  await expectFound(key, [])
  printed += `GET /?key=${key}`
  await expectFound(key, ['server log'])
})

test('the search allows a key in the keyring, the Authorization header and a password field', async () => {
  const key = 'varg_nobody_told_the_sweep'
  await page.evaluate(async (text) => {
    const field = document.createElement('input')
    field.type = 'password'
    field.setAttribute('value', text)
    document.body.replaceChildren(field)
    await fetch('/', { headers: { Authorization: `Bearer ${text}` } })
  }, key)
  await expectFound(key, [])
  await page.evaluate((text) => sessionStorage.setItem('refdrop.key.varg', text), key)
  await expectFound(key, ['DOM (a field)', 'DOM'])
  await page.evaluate((text) => localStorage.setItem('refdrop.key', text), key)
  await expectFound(key, ['DOM (a field)', 'DOM', 'storage (refdrop.key)'])
})

test('the search reads a page before it closes', async () => {
  const key = makeKey()
  const other = await page.context().newPage()
  await other.evaluate((text) => {
    document.title = text
  }, key)
  await other.close()
  await expectFound(key, ['DOM', 'DOM (its text)'])
})

test.describe('the end of a story', () => {
  test.use({ sweepsKeys: true })

  test('fails when a key leaked', async ({ page, site }) => {
    test.fail()
    await page.goto(site.url)
    await page.evaluate((text) => localStorage.setItem('note', text), KEY)
  })

  test('fails when a key leaked in another profile', async ({ browser, site }) => {
    test.fail()
    const context = await browser.newContext()
    const other = await context.newPage()
    await other.goto(site.url)
    await other.evaluate((text) => navigator.clipboard.writeText(text), KEY)
    await context.close()
  })
})
