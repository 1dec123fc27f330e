import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Page } from '@playwright/test'
import { drop, made, madeOnDisk } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { detailsOf } from '../support/pages/details.ts'
import { dropZone } from '../support/pages/drop-zone.ts'
import { expectStage, expectStages, fileRow } from '../support/pages/file-list.ts'
import {
  closeAccount,
  expectVersion,
  keyPanel,
  openAccount,
  openSandbox,
  saveKey,
} from '../support/pages/key-panel.ts'
import { listBar } from '../support/pages/list-bar.ts'
import { freePort, type startSite } from '../support/server.ts'
import { json, type startUpstream } from '../support/upstream.ts'
import { gatewayOf } from '../support/versions.ts'

const FOUND_2 = 'Version 2, found at this gateway.'
const FIRST = 'Version 1 until the gateway shows a newer one.'

const batch = (prefix: string, count = 3) =>
  Array.from({ length: count }, (_, index) => made(`${prefix}${index}.png`, 3000))

interface Starters {
  page: Page
  startSite: typeof startSite
  startUpstream: typeof startUpstream
}

/** Opens the page of a site whose gateway speaks these versions, and saves a key. */
async function openWith({ page, startSite, startUpstream }: Starters, ...versions: (1 | 2)[]) {
  const gateway = gatewayOf(...versions)
  const upstream = await startUpstream(gateway.answer, undefined, gateway.read)
  const site = await startSite({ VARG_GATEWAY_URL: upstream.url })
  await page.goto(site.url)
  await saveKey(page, KEY)
  await expect(keyPanel(page).works).toBeVisible()
  const paths = () => gateway.received.map(({ path }) => path)
  const asked = () => gateway.reads.filter((path) => path === '/v2/me').length
  return { ...gateway, paths, asked }
}

/** Rejects uploads of version 2, as a gateway without version 2 does. */
function lackVersion2({ url }: IncomingMessage, response: ServerResponse): boolean {
  if (url !== '/v2/files') return false
  json(response, 404, { error: { code: 'not_found', message: 'There is no such route.' } })
  return true
}

function isDown(_request: IncomingMessage, response: ServerResponse): boolean {
  response.writeHead(503, { 'Content-Type': 'text/html' }).end('<h1>Back soon</h1>')
  return true
}

test('the same batch goes out in version 1 or 2 as a person chose', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const { received } = await openWith({ page, startSite, startUpstream }, 1, 2)
  await keyPanel(page).chooseVersion('1')
  await expectVersion(page, 'Version 1, as chosen. The gateway showed version 2.')
  await drop(page, [made('кот 1.png', 3000), made('a%b.png', 3001)])
  await expectStages(page, 'Uploaded', 2)
  for (const { path, headers } of received) {
    expect(path).toBe('/v1/files')
    expect(headers['content-type']).toBe('application/octet-stream')
    expect(headers['x-filename']).toBeUndefined()
  }

  await keyPanel(page).chooseVersion('2')
  await expectVersion(page, 'Version 2, as chosen.')
  await drop(page, [made('кот 2.png', 3002), made('c%d.heic', 3003, 'image/heic')])
  await expectStages(page, 'Uploaded', 4)
  const second = received
    .slice(2)
    .map(({ path, headers }) => ({
      path,
      type: headers['content-type'],
      name: headers['x-filename'],
    }))
  expect(second.sort((a, b) => `${a.type}`.localeCompare(`${b.type}`))).toEqual([
    { path: '/v2/files', type: 'image/heic', name: 'c%25d.heic' },
    { path: '/v2/files', type: 'image/png', name: '%D0%BA%D0%BE%D1%82 2.png' },
  ])
  for (const { headers } of received) {
    expect(headers['x-content-hash']).toMatch(/^sha256:[0-9a-f]{64}$/)
  }

  await openAccount(page)
  await keyPanel(page).sendNames.uncheck()
  await expect(
    keyPanel(page).popover.getByText('File names stay here, and other browsers show none.'),
  ).toBeVisible()
  await closeAccount(page)
  await drop(page, [made('secret.png', 3004)])
  await expectStage(page, 'secret.png', 'Uploaded')
  expect(received.at(-1)).toMatchObject({ path: '/v2/files' })
  expect(received.at(-1)?.headers['x-filename']).toBeUndefined()
  // Both choices survive a reload.
  await page.reload()
  await openAccount(page)
  await expect(keyPanel(page).version('2')).toBeChecked()
  await expect(keyPanel(page).sendNames).not.toBeChecked()
})

test('files in flight keep their version when another one is chosen', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const { behaviour, paths } = await openWith({ page, startSite, startUpstream }, 1, 2)
  let release = () => {}
  behaviour.until = new Promise<void>((resolve) => {
    release = resolve
  })
  await drop(page, batch('a', 8))
  await expect.poll(paths).toEqual(['/v2/files', '/v2/files', '/v2/files'])
  await keyPanel(page).chooseVersion('1')
  release()
  await expectStages(page, 'Uploaded', 8)
  expect(paths().slice(3)).toEqual(Array(5).fill('/v1/files'))
  await detailsOf(page, 'a0.png').open()
  await expect(detailsOf(page, 'a0.png').fact('API version')).toHaveText('2, now 1')
  await page.keyboard.press('Escape')
  await detailsOf(page, 'a7.png').open()
  await expect(detailsOf(page, 'a7.png').fact('API version')).toHaveText('1')
})

test('a gateway that has only version 1 is asked once and called in it', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const { paths, asked } = await openWith({ page, startSite, startUpstream }, 1)
  await expectVersion(page, FIRST)
  await drop(page, batch('a'))
  await expectStages(page, 'Uploaded', 3)
  expect(paths()).toEqual(Array(3).fill('/v1/files'))
  expect(asked()).toBe(1)
})

test('a gateway that showed version 2 is called in it after a reload, even if it does not say so again', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const opened = await openWith({ page, startSite, startUpstream }, 2)
  const { behaviour, paths, asked } = opened
  await expectVersion(page, FOUND_2)
  expect(asked()).toBe(1)
  behaviour.refuse = (request, response) => request.url === '/v2/me' && isDown(request, response)
  await page.reload()
  await expectVersion(page, FOUND_2)
  await drop(page, batch('a'))
  await expectStages(page, 'Uploaded', 3)
  expect(paths()).toEqual(Array(3).fill('/v2/files'))
  // The version that one key found does not apply to another key.
  await openAccount(page)
  await keyPanel(page).forget.click()
  await saveKey(page, `${KEY}2`)
  await expectVersion(page, FIRST)
})

test('the version of a gateway that is down is found when the key is checked again', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const gateway = gatewayOf(2)
  gateway.behaviour.refuse = isDown
  const upstream = await startUpstream(gateway.answer, undefined, gateway.read)
  const site = await startSite({ VARG_GATEWAY_URL: upstream.url })
  await page.goto(site.url)
  await saveKey(page, KEY)
  await expectVersion(page, FIRST)
  gateway.behaviour.refuse = () => false
  await page.getByRole('button', { name: 'Check again' }).click()
  await expectVersion(page, FOUND_2)
  await expect(keyPanel(page).works).toBeVisible()
})

test('the version of a gateway that cannot be reached is found when it is back', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const port = await freePort()
  const site = await startSite({ VARG_GATEWAY_URL: `http://127.0.0.1:${port}` })
  await page.goto(site.url)
  await saveKey(page, KEY)
  await expectVersion(page, FIRST)
  await drop(page, [made('a.png', 3000)])
  await expect(page.getByText(/can’t be reached/).first()).toBeVisible()
  const gateway = gatewayOf(1, 2)
  await startUpstream(gateway.answer, undefined, gateway.read, port)
  await expectStage(page, 'a.png', 'Uploaded')
  await expectVersion(page, FOUND_2)
  await drop(page, [made('b.png', 3000)])
  await expectStage(page, 'b.png', 'Uploaded')
  expect(gateway.received.at(-1)?.path).toBe('/v2/files')
})

for (const place of ['row', 'bar'] as const) {
  test(`all files that version 2 refused are sent in version 1 from the ${place}`, async ({
    page,
    startSite,
    startUpstream,
  }) => {
    const opened = await openWith({ page, startSite, startUpstream }, 1, 2)
    const { behaviour, paths } = opened
    behaviour.refuse = lackVersion2
    await drop(page, batch('a'))
    await expectStages(page, 'Failed', 3)
    const sentence = 'The gateway rejected the file (404). Version 1 may take it.'
    await expect(fileRow(page, 'a1.png').text(sentence)).toBeVisible()
    // A failed upload does not change the version.
    await expectVersion(page, FOUND_2)
    expect(new Set(paths())).toEqual(new Set(['/v2/files']))
    if (place === 'row') await fileRow(page, 'a1.png').press('Use version 1')
    else await listBar(page).toolbar.getByRole('button', { name: 'Use version 1' }).click()
    await expectStages(page, 'Uploaded', 3)
    expect(paths().slice(3)).toEqual(Array(3).fill('/v1/files'))
    await openAccount(page)
    await expect(keyPanel(page).version('1')).toBeChecked()
  })
}

test('a listed refusal of version 2 offers no other version', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const { behaviour } = await openWith({ page, startSite, startUpstream }, 2)
  behaviour.refuse = ({ method }, response) => {
    if (method !== 'POST') return false
    json(response, 422, { error: { code: 'invalid_request', message: 'No.', details: null } })
    return true
  }
  await drop(page, batch('a', 2))
  await expectStages(page, 'Failed', 2)
  await expect(page.getByRole('button', { name: 'Use version 1' })).toHaveCount(0)
  await fileRow(page, 'a0.png').menuButton.click()
  await expect(page.getByRole('menuitem', { name: 'Retry' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Use version 1' })).toHaveCount(0)
})

test('a file is not verified when the response states no hash', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const { behaviour } = await openWith({ page, startSite, startUpstream }, 2)
  behaviour.statesHash = false
  await drop(page, [made('a.png', 3000)])
  const row = fileRow(page, 'a.png')
  await expect(row.word('Uploaded')).toBeVisible()
  await expect(row.word('Unconfirmed')).toBeVisible()
  await expect(row.word('Verified')).toHaveCount(0)
  await expect(row.button('Copy URL')).toBeVisible()
  // The history also stores that the upload is unconfirmed.
  await page.reload()
  await expect(row.word('Unconfirmed')).toBeVisible()
})

test('the size limit follows the version in use', async ({ page, startSite, startUpstream }) => {
  const { behaviour, paths } = await openWith({ page, startSite, startUpstream }, 1, 2)
  const limits = (size: string) =>
    page.getByText(`Images, audio and video up to ${size}, byte for byte`)
  await expect(limits('200 MB')).toBeVisible()
  await keyPanel(page).chooseVersion('1')
  await expect(limits('50 MB')).toBeVisible()
  const large = await madeOnDisk(test.info().outputPath('large.png'), 52_428_801)
  await dropZone(page).files.setInputFiles(large)
  await page.getByRole('button', { name: '1 file skipped' }).click()
  await expect(page.getByText('Over 50 MB. Version 2 takes up to 200 MB.')).toBeVisible()
  await page.keyboard.press('Escape')

  await keyPanel(page).chooseVersion('2')
  let release = () => {}
  behaviour.until = new Promise<void>((resolve) => {
    release = resolve
  })
  await drop(page, batch('a'))
  await expectStages(page, 'Confirming', 3)
  await dropZone(page).files.setInputFiles([])
  await dropZone(page).files.setInputFiles(large)
  await expectStage(page, 'large.png', 'Ready')
  // The file was accepted with the size limit of version 2.
  await keyPanel(page).chooseVersion('1')
  release()
  const row = fileRow(page, 'large.png')
  await expect(row.text('1 byte over the 50 MB limit. Version 2 takes up to 200 MB.')).toBeVisible()
  expect(paths()).toHaveLength(3)
  await row.press('Use version 2')
  await expect(row.word('Uploaded')).toBeVisible()
  expect(paths().slice(3)).toEqual(['/v2/files'])
})

test('the sandbox has the same contents in version 1 and 2', async ({ page, site }) => {
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(new URL(request.url()).pathname)
  })
  await openSandbox(page, site)
  await expectVersion(page, 'Version 1. The sandbox speaks version 2, too.')
  await drop(page, [made('a.png', 3000)])
  await expectStage(page, 'a.png', 'Uploaded')
  await keyPanel(page).chooseVersion('2')
  await drop(page, [made('кот.png', 3000)])
  const second = fileRow(page, 'кот.png')
  await expect(second.word('Uploaded')).toBeVisible()
  await expect(second.word('Verified')).toBeVisible()
  await fileRow(page, 'a.png').press('Upload again')
  await expect(fileRow(page, 'a.png').word('Deduplicated')).toBeVisible()
  expect(sent).toEqual(['/sandbox/v1/files', '/sandbox/v2/files', '/sandbox/v2/files'])
})

test('a saved key is used in version 2 when the gateway shows it', async ({ page, openVarg }) => {
  const paths: string[] = []
  page.on('request', (request) => paths.push(new URL(request.url()).pathname))
  await openVarg()
  await expectVersion(page, FOUND_2)
  await drop(page, batch('a'))
  await expectStages(page, 'Uploaded', 3)
  await expectStages(page, 'Verified', 3)
  const calls = paths.filter((path) => path.startsWith('/api/v'))
  expect(calls).toEqual([
    ...['/api/v2/me', '/api/v2/billing/balance'],
    ...Array(3).fill('/api/v2/files'),
  ])
})
