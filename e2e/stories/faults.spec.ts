import type { Page } from '@playwright/test'
import { drop, made, madeOnDisk, sample } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { announcement, dropZone } from '../support/pages/drop-zone.ts'
import { expectStage, fileRow } from '../support/pages/file-list.ts'
import { keyPanel, openSandbox, saveKey } from '../support/pages/key-panel.ts'
import { holdNote, listBar, statusLine } from '../support/pages/list-bar.ts'
import { freePort, type Site } from '../support/server.ts'
import { json, type startUpstream } from '../support/upstream.ts'

const MIB = 1024 * 1024

type Answer = Parameters<typeof startUpstream>[0]

/** Opens the page of a site and saves the key. */
async function openWithKey(page: Page, site: Site): Promise<void> {
  await page.goto(site.url)
  await saveKey(page, KEY)
  await expect(keyPanel(page).worksOrSaved).toBeVisible()
}

for (const [status, code, stage, sentences] of [
  [401, 'AuthError', 'Waiting', [/^Invalid API key\. .*AuthError: Not this one\./]],
  [
    413,
    'PayloadTooLarge',
    'Failed',
    [/^Too large for the gateway/, /^413 PayloadTooLarge$/, /^Not this one\.$/],
  ],
] as const) {
  test(`the page shows the ${status} when the upstream sends it early and closes`, async ({
    page,
    startSite,
    startUpstream,
  }) => {
    const large = await madeOnDisk(test.info().outputPath('large.png'), 30 * MIB)
    const answer: Answer = (_, response) => {
      response.setHeader('Connection', 'close')
      json(response, status, { error: code, message: 'Not this one.' })
    }
    const upstream = await startUpstream(answer)
    await openWithKey(page, await startSite({ VARG_GATEWAY_URL: upstream.url }))
    await dropZone(page).files.setInputFiles(large)
    await expectStage(page, 'large.png', stage)
    for (const sentence of sentences) await expect(page.getByText(sentence)).toBeVisible()
  })
}

test('a file fails with the name of the host when the upstream is down', async ({
  page,
  startSite,
}) => {
  const port = await freePort()
  await openWithKey(page, await startSite({ VARG_GATEWAY_URL: `http://127.0.0.1:${port}/sandbox` }))
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Failed')
  const item = fileRow(page, 'sample.jpg')
  const sentence = `127.0.0.1:${port} refused the connection. Retry in a while.`
  await expect(item.text(sentence)).toBeVisible()
  // The page may already be checking for the gateway, so it must be back before the press.
  await startSite({}, port)
  await item.press('Retry')
  await expectStage(page, 'sample.jpg', 'Uploaded')
})

test('the page keeps dropped files when its own server restarts', async ({
  page,
  site,
  startSite,
}) => {
  const port = Number(new URL(site.url).port)
  await openSandbox(page, site)
  await drop(page, [sample('webp')])
  await expectStage(page, 'sample.webp', 'Uploaded')
  await site.stop()
  await fileRow(page, 'sample.webp').press('Upload again')
  await expect(holdNote(page).text('Refdrop isn’t running.')).toBeVisible()
  await expectStage(page, 'sample.webp', 'Waiting')
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Waiting')
  await startSite({}, port)
  await holdNote(page).root.getByRole('button', { name: 'Try now' }).click()
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await expectStage(page, 'sample.webp', 'Uploaded')
  await expect(holdNote(page).root).toHaveCount(0)
})

test.describe('a detector that fails', () => {
  // The browser logs the error of the script.
  test.use({ watchesConsole: false })

  test('keeps a dropped file until Try again is pressed', async ({ page, site }) => {
    const detector = '**/detect.worker-*.js'
    await page.route(detector, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("broken")' }),
    )
    await openSandbox(page, site)
    await drop(page, [sample('jpg')])
    await expect(announcement(page, 'assertive')).toContainText('1 file not read yet.')
    await page.unroute(detector)
    await page.getByRole('button', { name: 'Try again' }).click()
    await expectStage(page, 'sample.jpg', 'Uploaded')
  })
})

test('the row names the CDN and hides its page when the CDN blocks an upload', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const answer: Answer = (request, response) => {
    request.resume()
    request.on('end', () =>
      response
        .writeHead(403, { 'Content-Type': 'text/html' })
        .end('<h1>Sorry, you have been blocked</h1>'),
    )
    response.writeContinue()
  }
  const upstream = await startUpstream(answer)
  await openWithKey(page, await startSite({ VARG_GATEWAY_URL: upstream.url }))
  await drop(page, [sample('jpg')])
  await expect(fileRow(page, 'sample.jpg').text(/CDN blocked this \(403\)/)).toBeVisible()
  await expect(page.getByText('Sorry')).toHaveCount(0)
})

test('a file fails when the response has another hash', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const answer: Answer = (request, response) => {
    response.writeContinue()
    let size = 0
    request.on('data', (chunk) => {
      size += chunk.length
    })
    request.on('end', () =>
      json(response, 200, {
        file_id: 'f',
        url: 'https://s3.example/f.jpg',
        hash: `sha256:${'0'.repeat(64)}`,
        size,
        media_type: 'image/jpeg',
        deduplicated: false,
      }),
    )
  }
  const upstream = await startUpstream(answer)
  await openWithKey(page, await startSite({ VARG_GATEWAY_URL: upstream.url }))
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Failed')
  await expect(fileRow(page, 'sample.jpg').text(/^Hash mismatch/)).toBeVisible()
  await expect(fileRow(page, 'sample.jpg').link).toHaveCount(0)
})

test('Cancel closes the connection during an upload and Retry sends the whole file', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const large = await madeOnDisk(test.info().outputPath('large.png'), 40 * MIB)
  let closed = 0
  let stalls = true
  const answer: Answer = (request, response) => {
    response.writeContinue()
    if (stalls) {
      request.on('data', () => {
        request.pause()
        setTimeout(() => request.resume(), 50)
      })
      request.on('close', () => {
        closed += 1
      })
      return
    }
    request.resume()
    request.on('end', () =>
      json(response, 200, {
        file_id: 'f',
        url: 'https://s3.example/f.png',
        hash: request.headers['x-content-hash'],
        size: 40 * MIB,
        media_type: 'image/png',
        deduplicated: false,
      }),
    )
  }
  const upstream = await startUpstream(answer)
  await openWithKey(page, await startSite({ VARG_GATEWAY_URL: upstream.url }))
  await dropZone(page).files.setInputFiles(large)
  await expectStage(page, 'large.png', 'Uploading')
  const item = fileRow(page, 'large.png')
  const bar = item.progress
  await expect(bar).toHaveAttribute('aria-valuenow', /^[1-9]\d?$/)
  expect(closed).toBe(0)
  await item.press('Cancel')
  await expectStage(page, 'large.png', 'Canceled')
  await expect.poll(() => closed).toBe(1)
  stalls = false
  await item.press('Retry')
  await expectStage(page, 'large.png', 'Uploaded')
})

test('the row says Confirming when every byte is sent and no response has arrived', async ({
  page,
  startSite,
  startUpstream,
}) => {
  let finish = () => {}
  const answer: Answer = (request, response) => {
    response.writeContinue()
    request.resume()
    finish = () => json(response, 422, { error: 'ValidationError', message: 'Late.' })
  }
  const upstream = await startUpstream(answer)
  await openWithKey(page, await startSite({ VARG_GATEWAY_URL: upstream.url }))
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Confirming')
  const bar = fileRow(page, 'sample.jpg').progress
  await expect(bar).not.toHaveAttribute('aria-valuenow')
  finish()
  await expectStage(page, 'sample.jpg', 'Failed')
})

test('the list pauses, resumes, cancels and clears its files', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const held: (() => void)[] = []
  const answer: Answer = (request, response) => {
    response.writeContinue()
    request.resume()
    held.push(() => json(response, 422, { error: 'ValidationError', message: 'Late.' }))
  }
  const upstream = await startUpstream(answer)
  await openWithKey(page, await startSite({ VARG_GATEWAY_URL: upstream.url }))
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}.png`)
  await drop(
    page,
    names.map((name) => made(name, 1000)),
  )
  await expect.poll(() => held.length).toBe(3)
  await listBar(page).press('Pause')
  for (const answerNow of held.splice(0)) answerNow()
  await expect(page.getByText('Failed', { exact: true })).toHaveCount(3)
  await expect(page.getByText('Ready', { exact: true })).toHaveCount(3)
  expect(held).toHaveLength(0)
  await listBar(page).press('Resume')
  await expect.poll(() => held.length).toBe(3)
  await listBar(page).press('Cancel all')
  await expect(page.getByText('Canceled', { exact: true })).toHaveCount(3)
  await expect(statusLine(page)).toHaveText('0 of 6 uploaded, 3 failed, 3 canceled')
  await listBar(page).press('Clear finished')
  await expect(page.getByText('Canceled', { exact: true })).toHaveCount(0)
})
