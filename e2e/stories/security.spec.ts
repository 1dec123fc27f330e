import { request as httpRequest } from 'node:http'
import type { Page } from '@playwright/test'
import { drop, made, sample } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { detailsOf } from '../support/pages/details.ts'
import { expectStage, fileRow } from '../support/pages/file-list.ts'
import { openSandbox, saveKey } from '../support/pages/key-panel.ts'
import { json } from '../support/upstream.ts'

test.use({ watchesConsole: false })

test('the content security policy of the built page blocks foreign media', async ({
  page,
  site,
}) => {
  const policy = (await fetch(site.url)).headers.get('Content-Security-Policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")
  expect(policy).not.toContain('unsafe')
  const complaints: string[] = []
  page.on('console', (message) => {
    // Stories block service workers.
    if (!message.text().startsWith('Service Worker')) complaints.push(message.text())
  })
  await openSandbox(page, site)
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await expect(fileRow(page, 'sample.jpg').picture).toBeVisible()
  expect(complaints).toEqual([])
  expect(await show(page, 'img', 'http://127.0.0.1:9/pixel.png')).toBe('kept out by img-src')
  expect(await show(page, 'video', 'http://127.0.0.1:9/clip.mp4')).toBe('kept out by media-src')
  expect(await show(page, 'img', 'https://evilvarg.ai/pixel.png')).toBe('kept out by img-src')
})

test('the page shows media of its upstream and of no other server', async ({
  page,
  site,
  gateway,
  vargSite,
}) => {
  const picture = await uploadTo(gateway.url, 'webp')
  const clip = await uploadTo(gateway.url, 'mp4')
  await page.goto(vargSite.url)
  expect(await show(page, 'img', picture)).toBe('shown')
  expect(await show(page, 'video', clip)).toBe('shown')
  await page.goto(site.url)
  expect(await show(page, 'img', picture)).toBe('kept out by img-src')
  expect(await show(page, 'img', await uploadTo(site.url, 'webp'))).toBe('shown')
})

/** Uploads a sample to the sandbox of a server. @returns its URL */
async function uploadTo(server: string, extension: 'webp' | 'mp4'): Promise<string> {
  const response = await fetch(`${server}/sandbox/v1/files`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${KEY}` },
    body: Buffer.from(sample(extension).buffer),
  })
  const { url } = (await response.json()) as { url: string }
  return url
}

/** Adds a picture or a video to the page. @returns `shown`, or the directive that blocks it */
function show(page: Page, element: 'img' | 'video', url: string): Promise<string> {
  return page.evaluate(
    ([element, url]) =>
      new Promise<string>((resolve) => {
        const keepOut = ({ effectiveDirective }: SecurityPolicyViolationEvent) =>
          resolve(`kept out by ${effectiveDirective}`)
        document.addEventListener('securitypolicyviolation', keepOut, { once: true })
        const shown = document.createElement(element)
        shown.addEventListener(element === 'img' ? 'load' : 'loadedmetadata', () => {
          document.removeEventListener('securitypolicyviolation', keepOut)
          resolve('shown')
        })
        shown.src = url
      }),
    [element, url] as const,
  )
}

test('the page runs no inline script', async ({ page, site }) => {
  await page.goto(site.url)
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    // Trusted Types block `textContent` of a script, but not an appended text node.
    script.append('globalThis.gotIn = true')
    document.body.append(script)
    return 'gotIn' in globalThis
  })
  expect(ran).toBe(false)
})

test('the server rejects calls of a foreign page to the proxy and the sandbox', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const upstream = await startSite()
  const site = await startSite({
    VARG_GATEWAY_URL: `${upstream.url}/sandbox`,
    VARG_API_KEY: 'varg_machine_0123456789',
  })
  const foreign = await startUpstream(() => {})
  await page.goto(`${foreign.url}/v1/balance`)
  const outcomes = await page.evaluate(async (base) => {
    const attempts = ['/api/v1/balance', '/machine', '/sandbox/v1/balance'].map((path) =>
      fetch(base + path).then(
        () => 'read',
        () => 'refused',
      ),
    )
    return Promise.all(attempts)
  }, site.url)
  expect(outcomes).toEqual(['refused', 'refused', 'refused'])
  const sent = await fetch(`${site.url}/api/v1/files`, {
    method: 'POST',
    headers: { Origin: foreign.url, 'Sec-Fetch-Site': 'cross-site' },
    body: 'x',
  })
  expect(sent.status).toBe(403)
})

test('the server rejects a foreign host name', async ({ site }) => {
  const { port } = new URL(site.url)
  const status = await new Promise((resolve) => {
    const headers = { Host: 'evil.example' }
    httpRequest({ port, host: '127.0.0.1', path: '/machine', headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).end()
  })
  expect(status).toBe(403)
})

test('the row shows a hostile name, message and URL as text', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const name = '<img src=x onerror=alert(1)>\u202egnp.png'
  let refuses = true
  const upstream = await startUpstream((request, response) => {
    response.writeContinue()
    request.resume()
    request.on('end', () => {
      if (refuses)
        json(response, 400, { error: '<b>Bad</b>', message: '<script>alert(1)</script>' })
      else
        json(response, 200, {
          file_id: '<i>f</i>',
          url: 'javascript:alert(1)',
          hash: request.headers['x-content-hash'],
          size: 500,
          media_type: 'image/png',
          deduplicated: false,
        })
    })
  })
  const site = await startSite({ VARG_GATEWAY_URL: upstream.url })
  await page.goto(site.url)
  await saveKey(page, 'varg_story_0123456789abcdef')
  await drop(page, [made(name, 500)])
  const item = fileRow(page, name)
  await expect(item.text('<script>alert(1)</script>')).toBeVisible()
  refuses = false
  await item.press('Retry')
  await expect(item.text(/breaks its contract/)).toBeVisible()
  await expect(item.link).toHaveCount(0)
  const details = detailsOf(page, name)
  await details.open()
  await details.show('Response')
  await expect(details.body).toContainText('javascript:alert(1)')
  await expect(details.dialog.locator('a[href^=javascript], script, b, i')).toHaveCount(0)
  await expect(item.root.locator('script, b, i, img[src=x]')).toHaveCount(0)
})
