import type { Page } from '@playwright/test'
import { drop, linkTransferOf, sample } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { detailsOf } from '../support/pages/details.ts'
import { expectStage, fileRow } from '../support/pages/file-list.ts'
import { openInspector } from '../support/pages/inspector.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { composerOf } from '../support/pages/request.ts'

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>document.title = "in"</script></svg>'

test.use({ serviceWorkers: 'allow' })

/** Records violations of the policy from the start of each page. */
async function recordViolations(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const found: string[] = []
    Object.assign(globalThis, { foundViolations: found })
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      found.push(`${effectiveDirective} ${blockedURI} ${sample}`)
    })
  })
  return () =>
    page.evaluate(() => (globalThis as unknown as { foundViolations: string[] }).foundViolations)
}

test('the page violates no policy while it hashes, previews, inspects and writes a request', async ({
  page,
  site,
}) => {
  const violations = await recordViolations(page)
  const workers = new Set<string>()
  page.on('worker', (worker) => {
    workers.add(/(\w+\.worker)-[\w-]+\.js$/.exec(worker.url())?.[1] ?? worker.url())
  })
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  await openSandbox(page, site)
  const svg = { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(SVG) }
  await drop(page, [sample('jpg'), sample('mp4'), sample('mp3'), svg])
  for (const name of ['sample.jpg', 'sample.mp4', 'sample.mp3', 'logo.svg']) {
    await expectStage(page, name, 'Uploaded')
  }
  for (const name of ['sample.jpg', 'sample.mp4', 'logo.svg']) {
    await expect(fileRow(page, name).picture).toBeVisible()
    await fileRow(page, name).button(`Preview ${name}`).click()
    const preview = page.getByRole('dialog')
    await expect(preview.locator('img, video').first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(preview).toHaveCount(0)
  }
  const picture = {
    'text/uri-list': 'https://a.example/gallery',
    'text/html': '<a href="https://a.example/gallery"><img src="https://a.example/moon.png"></a>',
  }
  const at = { dataTransfer: await linkTransferOf(page, picture), clientX: 40, clientY: 300 }
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', type, at)
  await composerOf(page).expectReferences([{ tag: '@image1', name: 'moon.png' }])
  const details = detailsOf(page, 'sample.jpg')
  await details.open()
  await details.show('Response')
  await page.keyboard.press('Escape')
  await page.evaluate(() => navigator.serviceWorker.ready)
  await openInspector(page, 'Log')
  await openInspector(page, 'Checks')
  await page.reload()
  await expect(fileRow(page, 'logo.svg').picture).toBeVisible()
  expect([...workers].sort()).toEqual(['detect.worker', 'hash.worker', 'picture.worker'])
  await expect(page).toHaveTitle('Refdrop')
  expect(await violations()).toEqual([])
  // The import of the picture fails, because its host does not exist.
  expect(complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([])
})

test.describe('an intruder', () => {
  test.use({ watchesConsole: false })

  test('gets no string into a sink of scripts, and no policy of its own', async ({
    page,
    site,
  }) => {
    await page.goto(site.url)
    await expect(page.getByRole('heading', { name: /^Drop media/ })).toBeVisible()
    const outcomes = await page.evaluate(async () => {
      // The task of `evaluate` may evaluate strings, so the attempts run in a later task.
      await new Promise((resolve) => setTimeout(resolve))
      const own = performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .find((name) => name.includes('/index-'))
      const body = document.body
      const child = body.appendChild(document.createElement('div'))
      const script = document.createElement('script')
      const factory = (
        globalThis as unknown as {
          trustedTypes: { createPolicy(name: string, rules: object): unknown }
        }
      ).trustedTypes
      const rules = { createHTML: (text: string) => text, createScriptURL: (url: string) => url }
      /** Attempts by the type that the error names. */
      const attempts: Record<string, Record<string, () => unknown>> = {
        TrustedScriptURL: {
          'a worker of this page': () => new Worker(own ?? ''),
          'a foreign worker': () => new Worker('https://evil.example/a.js', { type: 'module' }),
          'a worker from data': () => new Worker('data:text/javascript,1'),
          'a shared worker': () => new SharedWorker(own ?? ''),
          'a service worker': () => navigator.serviceWorker.register('sw.js'),
          'a foreign service worker': () => navigator.serviceWorker.register('sandbox/a.js'),
          'the address of a script': () => {
            script.src = '/assets/a.js'
          },
        },
        TrustedHTML: {
          innerHTML: () => {
            child.innerHTML = '<img src=x onerror="alert(1)">'
          },
          outerHTML: () => {
            child.outerHTML = '<b></b>'
          },
          insertAdjacentHTML: () => child.insertAdjacentHTML('beforeend', '<b></b>'),
          setHTMLUnsafe: () => child.setHTMLUnsafe('<b></b>'),
          'document.write': () => document.write('<b></b>'),
          DOMParser: () => new DOMParser().parseFromString('<b></b>', 'text/html'),
          createContextualFragment: () => new Range().createContextualFragment('<b></b>'),
          srcdoc: () => {
            document.createElement('iframe').srcdoc = '<b></b>'
          },
        },
        TrustedScript: {
          'the text of a script': () => {
            script.text = 'globalThis.gotIn = true'
          },
          'a handler': () => child.setAttribute('onclick', 'globalThis.gotIn = true'),
          'a timer': () => setTimeout('globalThis.gotIn = true' as unknown as () => void),
        },
        "'unsafe-eval'": {
          eval: () => Reflect.get(globalThis, 'eval')('globalThis.gotIn = true'),
          Function: () => new Function('globalThis.gotIn = true')(),
        },
        createPolicy: {
          'the same policy': () => factory.createPolicy('refdrop-scripts', rules),
          'a default policy': () => factory.createPolicy('default', rules),
          'another policy': () => factory.createPolicy('other', rules),
        },
      }
      const wrong: string[] = []
      for (const [demanded, sinks] of Object.entries(attempts)) {
        for (const [name, attempt] of Object.entries(sinks)) {
          let message = 'no error'
          try {
            await attempt()
          } catch (caught) {
            message = (caught as Error).message
          }
          if (!message.includes(demanded)) wrong.push(`${name}: ${message}`)
        }
      }
      const blocked = new Promise((resolve) => {
        addEventListener('securitypolicyviolation', ({ effectiveDirective, sample }) => {
          if (sample.includes('inline')) resolve(effectiveDirective)
        })
      })
      const inline = document.createElement('script')
      inline.append('globalThis.gotIn = "inline"')
      body.append(inline)
      return { wrong, own, blocked: await blocked, isIn: 'gotIn' in globalThis }
    })
    expect(outcomes).toEqual({
      wrong: [],
      own: expect.stringContaining(site.url),
      blocked: 'require-trusted-types-for',
      isIn: false,
    })
  })
})

test('the policy of the page is strict and reports nowhere', async ({ site }) => {
  const page = (await fetch(site.url)).headers
  const policy = page.get('Content-Security-Policy') ?? ''
  expect(policy.split('; ')).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "require-trusted-types-for 'script'",
      'trusted-types refdrop-scripts',
    ]),
  )
  expect(policy).not.toMatch(/unsafe|allow-duplicates|report|default;|\*(?!\.varg\.ai)/)
  expect(page.get('Content-Security-Policy-Report-Only')).toBeNull()
  expect(page.get('Permissions-Policy')).toContain('camera=()')
})
