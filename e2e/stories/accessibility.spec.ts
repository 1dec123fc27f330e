import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { dataTransferOf, drop, made, sample } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'
import { seedFiles } from '../support/gateway-files.ts'
import { detailsOf, testsOf } from '../support/pages/details.ts'
import { draftsOf } from '../support/pages/drafts.ts'
import { dropZone } from '../support/pages/drop-zone.ts'
import { faultsPanel } from '../support/pages/faults-panel.ts'
import { expectStage, expectStages, fileList, fileRow } from '../support/pages/file-list.ts'
import { deleteDialog, gatewayFiles } from '../support/pages/gateway-files.ts'
import { customSendPill, logOf, openInspector } from '../support/pages/inspector.ts'
import { keyPanel, openAccount, openSandbox, saveKey } from '../support/pages/key-panel.ts'
import { holdNote, listBar, listSearch, selection } from '../support/pages/list-bar.ts'
import { addToRequest, composerOf } from '../support/pages/request.ts'
import { settings } from '../support/pages/settings.ts'
import { freePort } from '../support/server.ts'

/**
 * Checks a state of the page in both themes. This file covers each state that a story reaches,
 * except the results of the checks. They take seconds to reach, so `checks.spec.ts` covers them.
 */
const look = (page: Page, state: string) => test.step(state, () => expectAccessible(page))

/** Checks only the open dialog, because an earlier check covers the page behind it. */
const lookAtDialog = (page: Page, state: string) =>
  test.step(state, () => expectAccessible(page, 'dialog[open]'))

test('the key panel passes axe for every kind of key', async ({ page, vargSite, startSite }) => {
  await page.goto(vargSite.url)
  await look(page, 'the first visit')
  await drop(page, [sample('jpg')])
  await expect(holdNote(page).text('1 file is waiting for your varg.ai key.')).toBeVisible()
  await look(page, 'a file that waits for an API key')
  await saveKey(page, 'sk-something')
  await expect(keyPanel(page).field).toHaveAccessibleDescription(/start with varg_/)
  await look(page, 'a text that is no key')
  await saveKey(page, 'varg_bad_0123456789abcdef')
  await expect(page.getByText('Invalid API key', { exact: true })).toBeVisible()
  await look(page, 'a file that waits for a key that works')
  await saveKey(page, KEY)
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await openAccount(page)
  await expect(keyPanel(page).works).toBeVisible()
  await look(page, 'a key that works')

  await page.evaluate((key) => {
    sessionStorage.clear()
    // Earlier versions saved keys under this name.
    localStorage.setItem('refdrop.key.varg', key)
  }, KEY)
  await page.reload()
  await openAccount(page)
  await expect(keyPanel(page).useKeyOf('api.varg.ai')).toBeVisible()
  await look(page, 'a key that was saved for another gateway')

  const site = await startSite({ VARG_GATEWAY_URL: `http://127.0.0.1:${await freePort()}` })
  await page.goto(site.url)
  await saveKey(page, KEY)
  await expect(page.getByText('Key saved, not checked')).toBeVisible()
  await look(page, 'a key that could not be checked')
})

test('rows pass axe in every stage', async ({ page, site }) => {
  await openSandbox(page, site)
  const faults = faultsOf(site)
  const dropOne = (name: string, size = 3000) => drop(page, [made(name, size)])
  await drop(page, [sample('jpg'), sample('mp3')])
  await expectStages(page, 'Uploaded', 2)
  await drop(page, [{ ...sample('jpg'), name: 'again.jpg' }])
  await expect(fileRow(page, 'again.jpg').text('Already here')).toBeVisible()
  await fileRow(page, 'sample.mp3').press('Upload again')
  await expect(fileRow(page, 'sample.mp3').word('Deduplicated')).toBeVisible()
  await fileRow(page, 'sample.jpg').press('Check URL')
  await expect(fileRow(page, 'sample.jpg').word('URL checked')).toBeVisible()
  await faults.make({ next: [{ kind: 'answer', status: 413, early: true }] })
  await dropOne('failed.png')
  await expectStage(page, 'failed.png', 'Failed')
  await faults.make({ next: [{ kind: 'answer', status: 503, headers: { 'Retry-After': '600' } }] })
  await dropOne('retried.png')
  await expect(fileRow(page, 'retried.png').text(/^Try 2 of 4 in/)).toBeVisible()
  await faults.make({ next: [{ kind: 'silence', times: 2 }] })
  await dropOne('canceled.png')
  await expectStage(page, 'canceled.png', 'Confirming')
  await fileRow(page, 'canceled.png').press('Cancel')
  await expectStage(page, 'canceled.png', 'Canceled')
  await dropOne('silent.png')
  await expectStage(page, 'silent.png', 'Confirming')
  await faults.make({ next: [{ kind: 'stall', afterBytes: 100_000 }] })
  await dropOne('large.png', 20_000_000)
  await expect(fileRow(page, 'large.png').progress).toHaveAttribute('aria-valuenow', /^[1-9]\d?$/)
  await look(page, 'rows of every stage')
  await listBar(page).press('Pause')
  await dropOne('ready.png')
  await expectStage(page, 'ready.png', 'Ready')
  await look(page, 'a list that is paused')
  await listBar(page).press('Cancel all')
  await look(page, 'a list that is canceled')
})

test('the page passes axe while a gateway is on hold', async ({ page, gateway, openVarg }) => {
  await openVarg()
  await page.evaluate(() => dispatchEvent(new Event('offline')))
  await drop(page, [made('offline.png', 3000)])
  await expect(holdNote(page).text('You’re offline.')).toBeVisible()
  await look(page, 'no network')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expectStage(page, 'offline.png', 'Uploaded')

  await gateway.make({ rateLimit: { limit: 1, seconds: 600, tells: ['retry-after'] } })
  await drop(page, [made('first.png', 3000), made('second.png', 3000)])
  await expect(holdNote(page).text(/^Rate limit: next upload in/)).toBeVisible()
  await look(page, 'the rate limit')
  await gateway.make({})
  await listBar(page).press('Try now')
  await expectStages(page, 'Uploaded', 3)

  await gateway.make({ next: [{ kind: 'answer', status: 402 }] })
  await drop(page, [made('poor.png', 3000)])
  await expect(holdNote(page).text('Not enough balance at varg.ai.')).toBeVisible()
  await look(page, 'a balance that is too low')
  await listBar(page).press('Try now')
  await expectStages(page, 'Uploaded', 4)

  await gateway.make({
    next: [{ kind: 'answer', status: 401, error: 'AuthError', message: 'Revoked.' }],
  })
  await drop(page, [made('refused.png', 3000)])
  await expect(keyPanel(page).field).toHaveAccessibleDescription(/AuthError: Revoked\./)
  await look(page, 'a key that was refused')
  await saveKey(page, `${KEY}_2`)
  await expectStages(page, 'Uploaded', 5)

  await gateway.stop()
  await drop(page, [made('unreachable.png', 3000)])
  await expect(holdNote(page).text('varg.ai can’t be reached.')).toBeVisible()
  await look(page, 'a gateway that is down')
})

test.describe('missing parts and abilities', () => {
  // The browser logs errors for scripts that it cannot run.
  test.use({ watchesConsole: false })

  test('the page passes axe when it lacks a part', async ({ page, site }) => {
    const detector = '**/detect.worker-*.js'
    await page.route(detector, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("broken")' }),
    )
    await page.route('**/lazy-SettingsDialog-*', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
    )
    await openSandbox(page, site)
    await drop(page, [sample('jpg')])
    await expect(page.getByRole('main').getByText(/1 file not read yet\./)).toBeVisible()
    await look(page, 'a detector that fails')
    await page.unroute(detector)
    await page.getByRole('button', { name: 'Try again' }).click()
    await expectStage(page, 'sample.jpg', 'Uploaded')
    const copy = fileRow(page, 'sample.jpg').button('Copy URL')
    await copy.evaluate((button) => button.querySelector('svg')?.remove())
    await copy.click()
    await expect(page.getByRole('alert').filter({ hasText: 'could not be shown' })).toBeVisible()
    await settings(page).open()
    await expect(page.getByRole('main').getByText(/^Refdrop was updated\./)).toBeVisible()
    await look(page, 'a part that is broken, and one of another build')

    const tab = await page.context().newPage()
    await tab.route('**/*.worker-*.js', (route) => route.abort())
    await openSandbox(tab, site)
    await drop(tab, [made('small.png', 3000)])
    await expect(tab.getByRole('main').getByText(/part of the page is missing/)).toBeVisible()
    await look(tab, 'a part that cannot be loaded')
  })

  test('the page passes axe when the browser lacks an ability', async ({ page, site }) => {
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('Refused.', 'SecurityError')
      }
    })
    await openSandbox(page, site)
    await drop(page, [made('a.png', 4000)])
    await expect(page.getByRole('main').getByText(/This browser blocks storage/)).toBeVisible()
    await look(page, 'a browser that stores nothing')

    const tab = await page.context().newPage()
    await tab.addInitScript(() => Reflect.deleteProperty(window, 'Worker'))
    await openSandbox(tab, site)
    await drop(tab, [sample('jpg')])
    await expect(tab.getByText(/Uploads need Web Workers/).first()).toBeVisible()
    await look(tab, 'a browser without workers')
    await tab.close()

    const full = await page.context().newPage()
    await full.addInitScript(() => {
      const put = IDBObjectStore.prototype.put
      IDBObjectStore.prototype.put = function (...what) {
        if (this.name === 'bytes') throw new DOMException('Full.', 'QuotaExceededError')
        return put.apply(this, what)
      }
    })
    await full.goto(site.url)
    await keyPanel(full).choose('varg.ai')
    await drop(full, [made('00.png', 6000)])
    await expect(full.getByRole('main').getByText(/no space for all waiting files/)).toBeVisible()
    await look(full, 'a browser that is full')
    await full.reload()
    await expectStage(full, '00.png', 'Choose again')
    await look(full, 'a file to choose again')
  })
})

test('the page passes axe while files are dropped, skipped and copied', async ({ page, site }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))
  })
  await openSandbox(page, site)
  const dataTransfer = await dataTransferOf(page, [sample('jpg')])
  await page.dispatchEvent('html', 'dragenter', { dataTransfer })
  await expect(dropZone(page).overlay).toBeVisible()
  await look(page, 'a drag over the page')
  await page.dispatchEvent('html', 'dragleave', { dataTransfer })
  await drop(page, [
    { name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) },
    { ...sample('zip'), name: 'holiday.jpg' },
    { name: 'voice.spx', mimeType: '', buffer: Buffer.from('no type that anybody knows') },
    { name: '.DS_Store', mimeType: '', buffer: Buffer.from('x') },
    sample('jpg'),
  ])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await dropZone(page).skippedCount('3 files skipped').click()
  await look(page, 'files that were skipped')
  await page.keyboard.press('Escape')
  await fileRow(page, 'sample.jpg').press('Copy URL')
  await expect(page.getByLabel('Text to copy')).toBeFocused()
  await lookAtDialog(page, 'a text to copy by hand')
  await page.keyboard.press('Escape')
  await openAccount(page)
  await look(page, 'the account of the sandbox')
  await page.getByRole('button', { name: 'Empty the sandbox' }).click()
  const dialog = page.getByRole('dialog', { name: 'Empty the sandbox?' })
  await expect(dialog.getByText(/^This deletes 1 file/)).toBeVisible()
  await lookAtDialog(page, 'the question before the sandbox is emptied')
  await dialog.getByRole('button', { name: 'Delete 1 file' }).click()
  await expect(keyPanel(page).popover.getByText(/^Sandbox emptied: 1 file/)).toBeVisible()
  await look(page, 'a sandbox that was emptied')
})

test('the details of a file pass axe', async ({ page, gateway, openVarg }) => {
  await openVarg()
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  const details = detailsOf(page, 'sample.jpg')
  await details.open()
  await expect(details.fact('Content hash')).toHaveText(/^sha256:/)
  await lookAtDialog(page, 'File')
  await details.show('Request')
  await expect.poll(details.headers).toMatchObject({ authorization: 'Bearer varg_…cdef' })
  await lookAtDialog(page, 'Request')
  await details.show('Response')
  const search = details.dialog.getByRole('searchbox', { name: 'Search body' })
  await search.fill('sha256')
  await expect(details.body.locator('mark').first()).toBeVisible()
  await lookAtDialog(page, 'Response, with what was searched for')
  await details.show('Timing')
  await expect(details.dialog.getByRole('list', { name: 'Phases' })).toContainText('Hashing')
  await lookAtDialog(page, 'Timing')
  await details.show('Custom send')
  const tests = testsOf(page, 'sample.jpg')
  await details.dialog.getByLabel('Another key').fill('no key')
  await tests.sendButton.click()
  await expect(details.dialog.getByText(/^Found .*Paste one key/)).toBeVisible()
  await lookAtDialog(page, 'Custom send, with a text that is no key')
  await details.dialog.getByLabel('Another key').fill('')
  await details.dialog.getByLabel('Times').fill('2')
  await tests.hash('Malformed')
  await tests.send()
  await expect(tests.latest).toContainText('Done, 2 of 2')
  await lookAtDialog(page, 'Custom send, with a table and its chart')
  await page.keyboard.press('Escape')

  const page524 = { body: '<html><p>524</p>', mediaType: 'text/html' }
  const later = { headers: { 'Retry-After': '600' } }
  await gateway.make({ next: [{ kind: 'answer', status: 524, ...page524, ...later }] })
  await drop(page, [made('a.png', 3000)])
  await expect(fileRow(page, 'a.png').root).toContainText('524')
  const failed = detailsOf(page, 'a.png')
  await failed.open()
  await failed.show('Response')
  await expect(failed.body).toHaveText(/^<html>/)
  await lookAtDialog(page, 'the answer of a CDN')
  await page.goto(`${page.url().replace(/#.*/, '')}#details=sandbox/${'0'.repeat(64)}`)
  await expect(page.getByText('This browser does not know this file.')).toBeVisible()
  await look(page, 'a file that this browser does not know')
})

test('the request passes axe', async ({ page, site }) => {
  const request = composerOf(page)
  await openSandbox(page, site)
  await drop(page, [sample('jpg'), sample('webp'), sample('mp3')])
  await addToRequest(page, ['sample.jpg'])
  await request.chooseKind('Lipsync')
  await expect(request.region.getByText(/^Add an audio file/)).toBeVisible()
  await look(page, 'a kind that lacks a reference')
  await request.chooseKind('Image')
  await addToRequest(page, ['sample.webp', 'sample.mp3'])
  await request.choose('Varg TSX')
  await request.prompt.pressSequentially('@image7 and @')
  await expect(request.region.getByRole('listbox')).toBeVisible()
  await look(page, 'tags to choose from')
  await page.keyboard.press('Escape')
  await expect(request.hints.getByText('There is no @image7.')).toBeVisible()
  await expect(request.hints.getByRole('listitem').first()).toBeVisible()
  await look(page, 'code and hints')
  const drafts = draftsOf(page)
  await drafts.press('New request')
  await drafts.open()
  await expect(drafts.items).toHaveText(['Empty request', '@image7 and @'])
  await look(page, 'the menu of requests')
  await page.keyboard.press('Escape')
  await drafts.press('Rename…')
  await expect(drafts.dialog).toBeVisible()
  await lookAtDialog(page, 'the name of a request')
  await page.keyboard.press('Escape')
  await drafts.show('@image7 and @')
  await request.region.getByRole('button', { name: 'Paste code' }).click()
  const dialog = page.getByRole('dialog', { name: 'Paste code' })
  await dialog.getByRole('textbox', { name: 'Code with URLs' }).fill('https://example.com/about')
  await dialog.getByRole('button', { name: 'Take references' }).click()
  await expect(dialog.getByText('No media URL found in what you pasted.')).toBeVisible()
  await lookAtDialog(page, 'pasted code without a file of the gateway')
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 360, height: 740 })
  await look(page, 'a phone')
  await request.open()
  await drafts.open()
  await lookAtDialog(page, 'the menu of requests on a phone')
})

test('what version 2 adds passes axe', async ({ page, openVarg, gateway }) => {
  await seedFiles(gateway, ['dusk.png', 'dawn.png'])
  await openVarg()
  await expect(gatewayFiles(page).load).toBeVisible()
  await look(page, 'a list without files whose gateway may have some')
  await gatewayFiles(page).load.click()
  await expect(gatewayFiles(page).says('2 files at varg.ai, 2 new here.')).toBeVisible()
  await look(page, 'files that the gateway listed')
  await fileRow(page, 'dusk.png').press('Delete at the gateway')
  await expect(deleteDialog(page).root).toBeVisible()
  await lookAtDialog(page, 'the warning before a deletion')
  await deleteDialog(page).keep.click()
  await openAccount(page)
  await expect(keyPanel(page).version('Automatic')).toBeChecked()
  await look(page, 'the version of the API')
})

test('the history, the previews and the settings pass axe', async ({ page, site }) => {
  await page.setViewportSize({ width: 1280, height: 1600 })
  await openSandbox(page, site)
  const heic = made('photo.heic', 3000, 'image/heic')
  await drop(page, [sample('jpg'), sample('mp3'), sample('mp4'), heic])
  await expectStages(page, 'Uploaded', 4)
  await listBar(page).press('Clear finished')
  await expect(fileList(page).pictures).toHaveCount(3)
  await listSearch(page).choose('Sort', 'Name')
  await look(page, 'the history')
  await fileRow(page, 'sample.jpg').press('Edit label')
  await look(page, 'a label that is edited')
  await page.keyboard.press('Escape')
  await selection(page).checkbox('sample.jpg').click()
  await selection(page).checkbox('sample.mp3').click()
  await look(page, 'files that are selected')
  await selection(page).button('Remove from history').click()
  await expect(listBar(page).button('Undo')).toBeVisible()
  await look(page, 'files that were removed')
  await listBar(page).press('Undo')
  await listSearch(page).field.fill('nothing')
  await expect(listSearch(page).noMatch).toBeVisible()
  await look(page, 'a search that finds nothing')
  await listSearch(page).showAll.click()

  await page.getByRole('button', { name: 'Preview photo.heic' }).click()
  await expect(page.getByText("This browser can't show this image.")).toBeVisible()
  await lookAtDialog(page, 'a preview that the browser cannot show')
  for (const [name, role] of [
    ['sample.jpg', 'img'],
    ['sample.mp3', 'slider'],
    ['sample.mp4', undefined],
  ] as const) {
    await page.getByRole('button', { name: 'Next' }).click()
    const dialog = page.getByRole('dialog', { name, exact: true })
    await expect(
      role === undefined ? dialog.locator('video[controls]') : dialog.getByRole(role).first(),
    ).toBeVisible()
    await lookAtDialog(page, `the preview of ${name}`)
  }
  await page.keyboard.press('Escape')

  await saveKey(page, KEY)
  await expect(page.getByText('4 files of another gateway or key.')).toBeVisible()
  await look(page, 'files of another key')
  await settings(page).open()
  await expect(settings(page).importHistory).toBeVisible()
  const chooser = page.waitForEvent('filechooser')
  await settings(page).importHistory.click()
  await (await chooser).setFiles(sample('jpg'))
  await expect(settings(page).status).toHaveText(/isn't complete JSON/)
  await settings(page).verifyEveryUpload.check()
  await lookAtDialog(page, 'the settings, with a file that is no history')
})

test('the inspector and its failures pass axe', async ({ page, site }) => {
  await openSandbox(page, site)
  const faults = faultsPanel(page)
  await faults.open()
  await faults.calls.fill('two')
  await faults.limitRate.click()
  await expect(faults.region.getByText(/must be a number/)).toBeVisible()
  await faults.meet('413 too large')
  await expect(faults.plan(/413 too large/)).toBeVisible()
  await look(page, 'faults that are planned')
  await drop(page, [made('a.png', 2000)])
  await expectStage(page, 'a.png', 'Failed')
  const inspector = await openInspector(page, 'Log')
  const log = logOf(inspector)
  await expect(log.status('4xx 1')).toBeVisible()
  await look(page, 'the log')
  await log.rows.filter({ hasText: /POST.*\/v1\/files/ }).click()
  await log.chosenCall.getByRole('tab', { name: 'Response' }).click()
  await look(page, 'a call of the log')
  await log.search.fill('nothing is called so')
  await expect(inspector.getByText('No calls match.')).toBeVisible()
  await look(page, 'a log in which nothing is found')
  await inspector.getByRole('tab', { name: 'Checks', exact: true }).click()
  await expect(inspector.getByText(/^10 calls, 7 uploads/)).toBeVisible()
  await look(page, 'the checks before they run')
  await inspector.getByRole('tab', { name: 'Custom send', exact: true }).click()
  await inspector.getByLabel('Times').fill('2')
  await expect(customSendPill(page)).toBeVisible()
  await drop(page, [made('b.png', 2000)])
  await expect(inspector.getByRole('article')).toContainText('Done, 2 of 2')
  await look(page, 'custom sends that are active')
})
