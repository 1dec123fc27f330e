import { rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import {
  dataTransferOf,
  drop,
  made,
  madeOnDisk,
  paste,
  sample,
  sampleNamed,
} from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { announcement, dropZone } from '../support/pages/drop-zone.ts'
import { expectStage, fileList, fileRow, rowOf } from '../support/pages/file-list.ts'
import { closeAccount, keyPanel, openAccount, openSandbox } from '../support/pages/key-panel.ts'
import { listBar, listSearch, statusLine } from '../support/pages/list-bar.ts'
import { composerOf } from '../support/pages/request.ts'

/** Drops real paths as the system does. Only such drops contain folders. */
async function dropPaths(page: Page, paths: string[]): Promise<void> {
  const client = await page.context().newCDPSession(page)
  const data = { items: [], files: paths, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await client.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data })
  }
  await client.detach()
}

/** Makes a folder of small pictures on disk. @returns its path */
async function makeFolder(name: string, files: string[]): Promise<string> {
  const folder = test.info().outputPath(name)
  for (const path of files) await madeOnDisk(join(folder, path), 2000)
  return folder
}

test('the page takes dropped and pasted media of every kind', async ({ page, site }) => {
  await openSandbox(page, site)

  await test.step('the page shows an overlay while files are dragged over it', async () => {
    const dataTransfer = await dataTransferOf(page, [sample('jpg')])
    await page.dispatchEvent('html', 'dragenter', { dataTransfer })
    await expect(dropZone(page).overlay).toBeVisible()
    await page.dispatchEvent('html', 'dragleave', { dataTransfer })
    await expect(dropZone(page).overlay).toHaveCount(0)
  })

  await test.step('the list shows a drop of several media kinds in natural order', async () => {
    const heic = made('photo10.heic', 900, 'image/heic')
    const matroska = made('photo2.mkv', 900, 'video/matroska')
    await drop(page, [heic, matroska, ...['jpg', 'mp3', 'mp4', 'flac', 'webp'].map(sample)])
    const items = fileList(page).rows
    await expect(items).toHaveCount(7)
    expect(await fileList(page).readNames()).toEqual([
      'photo2.mkv',
      'photo10.heic',
      'sample.flac',
      'sample.jpg',
      'sample.mp3',
      'sample.mp4',
      'sample.webp',
    ])
    await expect(statusLine(page)).toHaveText('7 of 7 uploaded')
    await expect(fileRow(page, 'sample.jpg').picture).toBeVisible()
  })

  await test.step('a pasted picture is named by its time and pasted text stays text', async () => {
    await paste(page, [{ ...sample('jpg'), name: 'image.jpg' }])
    const item = rowOf(page.getByRole('listitem', { name: /^pasted-\d{4}(-\d\d){5}\.jpg$/ }))
    await expect(item.word('Uploaded')).toBeVisible()
    await paste(page, [{ ...sample('webp'), name: 'holiday.webp' }])
    await expectStage(page, 'holiday.webp', 'Uploaded')
    await openAccount(page)
    await expect(keyPanel(page).field).toBeFocused()
    await page.evaluate(() => navigator.clipboard.writeText('varg_typed'))
    await page.keyboard.press('Control+V')
    await expect(keyPanel(page).field).toHaveValue('varg_typed')
    await closeAccount(page)
  })

  await test.step('an SVG is listed as an image and its script does not run', async () => {
    const svg = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"
    onload="document.title='stolen'"><script>document.title='stolen'</script></svg>`
    await drop(page, [{ name: 'logo.svg', mimeType: '', buffer: Buffer.from(svg) }])
    await expectStage(page, 'logo.svg', 'Uploaded')
    // The page makes thumbnails only for visible rows.
    await fileRow(page, 'logo.svg').root.scrollIntoViewIfNeeded()
    await expect(fileRow(page, 'logo.svg').picture).toBeVisible()
    await expect(page).toHaveTitle('Refdrop')
  })

  await test.step('sound in MP4 and WebM is added to the request as audio', async () => {
    const sounds = ['padded.mp3', 'voice-isom.m4a', 'voice-opus.webm']
    await drop(page, sounds.map(sampleNamed))
    for (const [index, name] of sounds.entries()) {
      await expectStage(page, name, 'Uploaded')
      const item = fileRow(page, name)
      await item.press('Add to request')
      const tag = new RegExp(`@audio${index + 1}\\b`)
      await expect(item.root.getByRole('button', { name: tag })).toBeVisible()
    }
  })
})

/** Copies a picture as browsers do, or with a text as spreadsheets do. */
async function copyPicture(page: Page, text?: string): Promise<void> {
  await page.evaluate(async (plain) => {
    const canvas = document.createElement('canvas')
    const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
    const types = { 'image/png': picture ?? '', ...(plain && { 'text/plain': plain }) }
    await navigator.clipboard.write([new ClipboardItem(types)])
  }, text)
}

test('a field takes pasted or dragged text and each pasted screenshot gets its own name', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  const prompt = composerOf(page).prompt
  await copyPicture(page, 'one\ttwo')
  await prompt.click()
  await page.keyboard.press('Control+V')
  await expect(prompt).toHaveValue('one\ttwo')

  // Drags the selected text from one field to another with the mouse.
  await prompt.fill('dragged')
  await prompt.selectText()
  const label = listSearch(page).field
  await prompt.hover({ position: { x: 25, y: 15 } })
  await page.mouse.down()
  await label.hover()
  await label.hover()
  await expect(dropZone(page).overlay).toHaveCount(0)
  await page.mouse.up()
  await expect(label).toHaveValue(/dragged/)
  await label.fill('')

  const items = fileList(page).rows
  await copyPicture(page)
  await prompt.click()
  await page.keyboard.press('Control+V')
  await page.keyboard.press('Control+V')
  await expect(items).toHaveCount(3)
  const names = await fileList(page).readNames()
  expect(new Set(names).size).toBe(3)
  // The page ignores a picture that is dragged from itself.
  await fileRow(page, 'sample.jpg').picture.hover()
  await page.mouse.down()
  await prompt.hover()
  await prompt.hover()
  await expect(dropZone(page).overlay).toHaveCount(0)
  await page.mouse.up()
  await expect(items).toHaveCount(3)
})

test('the list keeps the paths and order of files in a dropped folder with subfolders', async ({
  page,
  site,
}) => {
  const names = Array.from({ length: 250 }, (_, index) => `shot${index + 1}.png`)
  const deep = ['day1/close/a.png', 'day1/b.png', 'day2/c.png', '.DS_Store']
  const folder = await makeFolder('shoot', [...names, ...deep])
  await openSandbox(page, site)
  await dropPaths(page, [folder])
  await expect(statusLine(page)).toHaveText('253 of 253 uploaded')
  const order = await fileList(page).readNames()
  expect(order).toHaveLength(253)
  expect(order.slice(0, 5)).toEqual([
    'shoot/day1/b.png',
    'shoot/day1/close/a.png',
    'shoot/day2/c.png',
    'shoot/shot1.png',
    'shoot/shot2.png',
  ])
  expect(order.at(-1)).toBe('shoot/shot250.png')
})

/**
 * Drops a folder of 100 pictures. The page reads it until the returned function is called.
 *
 * @param name of the folder
 */
async function dropSlowFolder(page: Page, name: string): Promise<() => Promise<void>> {
  const bytes = [...made('a.png', 2000).buffer]
  await page.evaluate(
    ([folder, content]) => {
      const entries = Array.from({ length: 100 }, (_, index) => ({
        fullPath: `/${folder}/${index}.png`,
        file: (succeed: (file: File) => void) =>
          succeed(new File([new Uint8Array(content), `${folder} ${index}`], `${index}.png`)),
      }))
      const parts: ((succeed: (entries: unknown[]) => void) => void)[] = [
        (succeed) => succeed(entries),
        (succeed) => document.addEventListener('read-on', () => succeed([]), { once: true }),
      ]
      const createReader = () => ({
        readEntries: (succeed: (entries: unknown[]) => void) => parts.shift()?.(succeed),
      })
      const entry = { isDirectory: true, fullPath: `/${folder}`, createReader }
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([''], folder))
      Object.defineProperty(dataTransfer, 'items', {
        value: [{ kind: 'file', type: '', webkitGetAsEntry: () => entry }],
      })
      const init = { dataTransfer, bubbles: true, cancelable: true }
      document.body.dispatchEvent(new DragEvent('drop', init))
    },
    [name, bytes] as const,
  )
  return () => page.evaluate(() => void document.dispatchEvent(new Event('read-on')))
}

test('the page says how many files it has found while it reads a folder', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const note = page.getByText('Reading folder: 100 files found')
  for (const [name, total] of [
    ['day1', 100],
    ['day2', 200],
  ] as const) {
    const readOn = await dropSlowFolder(page, name)
    await expect(note).toBeVisible()
    await expect(announcement(page, 'polite')).toHaveText('Reading folder.')
    await readOn()
    await expect(note).toHaveCount(0)
    await expect(statusLine(page)).toHaveText(`${total} of ${total} uploaded`)
  }
})

test('the page takes chosen files and dropped folders', async ({ page, site }) => {
  await openSandbox(page, site)

  await test.step('the page uploads dropped files and folders when a folder is named like a video', async () => {
    const folder = await makeFolder('take.mp4', ['a.png'])
    const beside = await makeFolder('beside', ['b.png'])
    await dropPaths(page, [folder, join(beside, 'b.png')])
    await expectStage(page, 'take.mp4/a.png', 'Uploaded')
    await expectStage(page, 'b.png', 'Uploaded')
  })

  await test.step('the page uploads a folder when it is chosen with the button', async () => {
    const folder = await makeFolder('chosen', ['a.png', 'sub/b.png'])
    const chooser = page.waitForEvent('filechooser')
    await dropZone(page).chooseWay('Choose folder')
    await (await chooser).setFiles(folder)
    await expectStage(page, 'chosen/a.png', 'Uploaded')
    await expectStage(page, 'chosen/sub/b.png', 'Uploaded')
  })

  await test.step('the page uploads a removed file when it is chosen again', async () => {
    const path = await madeOnDisk(test.info().outputPath('again.png'), 2000)
    const client = await page.context().newCDPSession(page)
    page.on('filechooser', () => {})
    await client.send('DOM.enable')
    // Unlike setInputFiles, a chooser fires an event only when the choice changes.
    const choose = async () => {
      await page.getByRole('button', { name: 'Choose files' }).click()
      const { root } = await client.send('DOM.getDocument')
      const selector = 'input[aria-label="Choose files"]'
      const { nodeId } = await client.send('DOM.querySelector', { nodeId: root.nodeId, selector })
      await client.send('DOM.setFileInputFiles', { files: [path], nodeId })
      await expectStage(page, 'again.png', 'Uploaded')
    }
    await choose()
    await fileRow(page, 'again.png').press('Remove')
    await expect(fileRow(page, 'again.png').root).toHaveCount(0)
    await choose()
  })
})

test('all files of a large drop go to the sandbox when the person has no key', async ({
  page,
  site,
}) => {
  const names = Array.from({ length: 300 }, (_, index) => `${index}.png`)
  const folder = await makeFolder('large', names)
  await page.goto(site.url)
  await dropPaths(page, [folder])
  await fileList(page).rows.first().waitFor()
  await keyPanel(page).tryWithoutKey.click()
  const status = statusLine(page)
  await expect(status).toHaveText('300 of 300 uploaded', { timeout: 40_000 })
  await listBar(page).press('Clear finished')
})

test('the page has no horizontal overflow when it is 360 pixels wide', async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await page.goto(site.url)
  expect(await overflow()).toBe(0)
  await keyPanel(page).tryWithoutKey.click()
  const long = `${'a-very-long-name'.repeat(12)}.jpg`
  await drop(page, [
    { ...sample('jpg'), name: long },
    { ...sample('zip'), name: `z${long}` },
  ])
  await expectStage(page, long, 'Uploaded')
  expect(await overflow()).toBe(0)
})

test('the page lists the files that it skips', async ({ page, site }) => {
  await openSandbox(page, site)

  await test.step('the page says that a drop has only system files', async () => {
    const litter = { name: 'Thumbs.db', mimeType: '', buffer: Buffer.from('x') }
    await drop(page, [litter, { ...litter, name: 'desktop.ini' }])
    await expect(page.getByText('Nothing to upload: 2 system files ignored.').first()).toBeVisible()
    await expect(dropZone(page).skippedCount(/skipped/)).toHaveCount(0)
    await drop(page, [sample('webp')])
    await expectStage(page, 'sample.webp', 'Uploaded')
    await expect(page.getByRole('region', { name: 'Notices' })).toHaveCount(0)
  })

  await test.step('the page lists each skipped file with its reason and uploads the rest', async () => {
    await drop(page, [
      { name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) },
      { ...sample('zip'), name: 'holiday.jpg', mimeType: 'image/jpeg' },
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('just words') },
      { name: 'feed.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<feed><svg/></feed>') },
      sample('jpg'),
    ])
    await expectStage(page, 'sample.jpg', 'Uploaded')
    const summary = dropZone(page).skipped
    await dropZone(page).skippedCount('4 files skipped').click()
    const lines = summary.getByRole('listitem')
    await expect(lines).toHaveText([
      'empty.png0 bytes',
      'feed.svgIts name says imageSend anyway',
      'holiday.jpgArchive',
      'notes.txtUnknown type',
    ])
    await expect(announcement(page, 'assertive')).toHaveText('4 files skipped')
    await summary.getByRole('button', { name: 'Dismiss' }).click()
    await expect(summary).toHaveCount(0)
  })
})

test('the page uploads an unknown file on request when its name says audio', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const unknown = Buffer.from('no type that anybody knows')
  const named = (name: string) => ({
    name,
    mimeType: '',
    buffer: Buffer.concat([unknown, Buffer.from(name)]),
  })
  await drop(page, [
    named('voice.spx'),
    named('notes.txt'),
    named('._voice.spx'),
    named('.DS_Store'),
  ])
  const summary = dropZone(page).skipped
  await dropZone(page).skippedCount('2 files skipped').click()
  await expect(summary.getByText('2 system files ignored')).toBeVisible()
  await expect(summary.getByRole('button', { name: 'Send anyway' })).toHaveCount(1)
  await summary
    .getByRole('listitem')
    .filter({ hasText: 'voice.spx' })
    .getByRole('button', { name: 'Send anyway' })
    .click()
  await expectStage(page, 'voice.spx', 'Uploaded')
  await expect(dropZone(page).skippedCount('1 file skipped')).toBeVisible()
  const item = fileRow(page, 'voice.spx')
  await item.press('Add to request')
  await expect(item.root.getByRole('button', { name: /@audio1\b/ })).toBeVisible()
})

test('the page skips a file above the size limit and adds a hint to one close to it', async ({
  page,
  site,
}) => {
  const over = await madeOnDisk(test.info().outputPath('over.png'), 52_428_801)
  const doubtful = await madeOnDisk(test.info().outputPath('doubtful.png'), 50_000_001)
  await page.goto(site.url)
  await dropZone(page).files.setInputFiles([over, doubtful])
  await page.getByRole('button', { name: '1 file skipped' }).click()
  await expect(dropZone(page).skipped).toContainText('over.png1 byte over the limit')
  await expectStage(page, 'doubtful.png', 'Waiting')
  await expect(fileRow(page, 'doubtful.png').text('Close to the size limit')).toBeVisible()
  await page.keyboard.press('Escape')
  await openAccount(page)
  await keyPanel(page).tryWithoutKey.click()
  await expectStage(page, 'doubtful.png', 'Uploaded')
})

test('the queue rejects a file that changed on disk after it was chosen', async ({
  page,
  site,
}) => {
  const folder = await makeFolder('disk', ['a.png', 'b.png'])
  await page.goto(site.url)
  await dropZone(page).files.setInputFiles([join(folder, 'a.png'), join(folder, 'b.png')])
  await expectStage(page, 'a.png', 'Waiting')
  await expectStage(page, 'b.png', 'Waiting')
  await madeOnDisk(join(folder, 'a.png'), 3000)
  // Browsers compare modification times in whole seconds.
  await utimes(join(folder, 'a.png'), new Date(), new Date(Date.now() + 10_000))
  await rm(join(folder, 'b.png'))
  await keyPanel(page).tryWithoutKey.click()
  for (const name of ['a.png', 'b.png']) {
    await expectStage(page, name, 'Failed')
    await expect(fileRow(page, name).text(/changed on disk/)).toBeVisible()
  }
})
