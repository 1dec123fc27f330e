import { drop, made, sample, sampleNamed } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { fileList } from '../support/pages/file-list.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { addToRequest, composerOf, urlsOf } from '../support/pages/request.ts'

/** Sends a copied body to the sandbox. @returns the status */
async function ask(server: string, call: string, body: string): Promise<number> {
  const { status } = await fetch(`${server}/sandbox/v1/${call}`, {
    method: 'POST',
    headers: { Authorization: 'Bearer varg_me', 'Content-Type': 'application/json' },
    body,
  })
  return status
}

test('two images that are dragged to the request are start and end frame for Kling', async ({
  page,
  site,
}) => {
  const request = composerOf(page)
  await openSandbox(page, site)
  await drop(page, [made('dusk.png', 900), made('dawn.png', 901)])
  const names = ['dusk.png', 'dawn.png']
  const [dusk = '', dawn = ''] = await urlsOf(page, names)
  await request.choose('JSON body')
  await request.chooseKind('Start and end frame')
  for (const name of names) {
    await fileList(page)
      .root.getByRole('listitem', { name })
      .dragTo(request.region, {
        sourcePosition: { x: 60, y: 20 },
        targetPosition: { x: 60, y: 100 },
      })
  }
  await expect(request.reference('@image1')).toContainText('Start frame')
  await expect(request.reference('@image2')).toContainText('End frame')
  await request.pressFor('@image1', 'End frame')
  await request.expectReferences([{ name: 'dawn.png' }, { name: 'dusk.png' }])
  await request.pressFor('@image2', 'Start frame')
  await request.expectReferences([{ name: 'dusk.png' }, { name: 'dawn.png' }])
  await request.prompt.fill('the harbour wakes up')
  const body = {
    model: 'kling-v3',
    prompt: 'the harbour wakes up',
    files: [{ url: dusk }, { url: dawn }],
    duration: 5,
    aspect_ratio: '16:9',
  }
  expect(JSON.parse(await request.copy())).toEqual(body)

  // The files swap places. The roles stay with the places.
  const row = request.reference('@image2')
  await row.dragTo(request.reference('@image1'), { sourcePosition: { x: 16, y: 16 } })
  await request.expectReferences([{ name: 'dawn.png' }, { name: 'dusk.png' }])
  const copied = await request.copy()
  expect(JSON.parse(copied)).toEqual({ ...body, files: [{ url: dawn }, { url: dusk }] })
  expect(await ask(site.url, 'video', copied)).toBe(202)

  // Seedance takes its end frame as an option.
  await request.region.getByRole('combobox', { name: 'Model' }).fill('seedance-2')
  await expect(request.reference('@image2')).toContainText('End frame')
  expect(JSON.parse(await request.copy())).toEqual({
    ...body,
    model: 'seedance-2',
    files: [{ url: dawn }],
    provider_options: { fal: { end_image_url: dusk } },
  })
})

test('a picture and the voice recording of a phone become a lipsync', async ({ page, site }) => {
  const request = composerOf(page)
  await openSandbox(page, site)
  await drop(page, [sampleNamed('voice-isom.m4a'), sample('jpg')])
  const names = ['voice-isom.m4a', 'sample.jpg']
  await addToRequest(page, names)
  await request.choose('JSON body')
  await request.chooseKind('Lipsync')
  const [voice = '', face = ''] = await urlsOf(page, names)
  await expect(request.region.getByRole('combobox', { name: 'Model' })).toHaveValue(
    'veed-fabric-1.0',
  )
  await expect(request.reference('@image1')).toContainText('Face')
  await expect(request.reference('@audio1')).toContainText('Voice')
  const copied = await request.copy()
  expect(JSON.parse(copied)).toEqual({
    model: 'veed-fabric-1.0',
    prompt: '',
    files: [{ url: face }, { url: voice }],
  })
  expect(await ask(site.url, 'video', copied)).toBe(202)
})

test('Seedance takes nine references and marks the tenth', async ({ page, site }) => {
  const request = composerOf(page)
  const names = Array.from({ length: 10 }, (_, at) => `still-${at + 1}.png`)
  await openSandbox(page, site)
  await drop(
    page,
    names.map((name, at) => made(name, 1000 + at)),
  )
  await addToRequest(page, names)
  const urls = await urlsOf(page, names)
  await request.choose('JSON body')
  await request.chooseKind('Video')
  const model = request.region.getByRole('combobox', { name: 'Model' })
  await model.fill('seedance ref')
  await page.getByRole('option', { name: 'Show what fits the references' }).click()
  await page.getByRole('option', { name: 'Show all models' }).click()
  await page.getByRole('option', { name: 'seedance-2.0/fast/reference-to-video' }).click()
  await expect(request.reference('@image10')).toContainText('No place')
  await request.showHints()
  await expect(request.hints).toContainText('at most 9 images. @image10 may be ignored')
  await request.reference('@image10').getByRole('button', { name: 'Remove' }).click()
  await expect(request.list).not.toContainText('No place')
  await request.prompt.fill('@image1 meets @image9')
  const copied = await request.copy()
  expect(JSON.parse(copied)).toEqual({
    model: 'fal:bytedance/seedance-2.0/fast/reference-to-video',
    prompt: '@image1 meets @image9',
    files: urls.slice(0, 9).map((url) => ({ url })),
    duration: 5,
    aspect_ratio: '16:9',
  })
  expect(await ask(site.url, 'video', copied)).toBe(202)
})

test('a pasted request is copied again with nothing changed but the edit', async ({
  page,
  site,
}) => {
  const request = composerOf(page)
  await openSandbox(page, site)
  await drop(page, [sample('jpg')])
  const host = 'https://cdn.example.com'
  const body = {
    model: 'ideogram_v4_5',
    prompt: 'a sign that says OPEN',
    files: [{ url: `${host}/sign.png` }, { url: `${host}/style.webp` }],
    aspect_ratio: '4:3',
    seed: 7,
    provider_options: {
      fal: { edit_precision: 'high', num_images: 2, loras: [], mask_url: `${host}/mask.png` },
    },
  }
  await request.region.getByRole('heading', { name: 'Request' }).click()
  await request.paste(JSON.stringify(body))
  await request.expectReferences([
    { tag: '@image1', name: 'sign.png' },
    { tag: '@image2', name: 'style.webp' },
    { tag: '@image3', name: 'mask.png' },
  ])
  await expect(request.reference('@image3')).toContainText('Mask')
  await request.choose('JSON body')
  expect(JSON.parse(await request.copy())).toEqual(body)

  const settings = request.region.getByRole('textbox', { name: 'Other settings (JSON)' })
  expect(JSON.parse(await settings.inputValue())).toEqual({
    seed: 7,
    provider_options: { fal: { edit_precision: 'high', num_images: 2, loras: [] } },
  })
  await settings.fill((await settings.inputValue()).replace('7', '8'))
  await request.prompt.fill('a sign that says CLOSED')
  const edited = { ...body, seed: 8, prompt: 'a sign that says CLOSED' }
  expect(JSON.parse(await request.copy())).toEqual(edited)
  for (const format of ['curl', 'TypeScript fetch', 'JSON body']) {
    await request.choose(format)
    const code = await request.copy()
    await request.press('Clear request')
    await expect(request.list).toHaveCount(0)
    await request.region.getByRole('heading', { name: 'Request' }).click()
    await request.paste(code)
    await request.choose('JSON body')
    await expect(request.reference('@image3')).toContainText('Mask')
    expect(JSON.parse(await request.copy())).toEqual(edited)
  }

  await settings.fill('{"seed":')
  await request.showHints()
  await expect(request.hints).toContainText('The other settings are no JSON object.')
  await settings.fill('')
  await expect(settings).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(settings).toHaveCount(0)
  await request.press('Add other settings')
  await expect(settings).toBeFocused()
  expect(JSON.parse(await settings.inputValue())).toEqual({ provider_options: {} })
})

test('a reference is moved to another role, and its kind is corrected', async ({ page, site }) => {
  const request = composerOf(page)
  await openSandbox(page, site)
  await drop(page, [sample('jpg')])
  const host = 'https://cdn.example.com'
  const files = ['a', 'b', 'c'].map((name) => ({ url: `${host}/${name}` }))
  await request.region.getByRole('heading', { name: 'Request' }).click()
  await request.paste(JSON.stringify({ model: 'ideogram_v4_5', prompt: '@image3 glows', files }))
  await request.choose('JSON body')
  await request.pressFor('@image2', 'Mask')
  await expect(request.reference('@image2')).toContainText('Mask')
  const body = { model: 'ideogram_v4_5', prompt: '@image3 glows' }
  expect(JSON.parse(await request.copy())).toMatchObject({
    ...body,
    files: [files[0], files[2]],
    provider_options: { fal: { mask_url: `${host}/b` } },
  })
  await request.pressFor('@image3', 'Source')
  await request.expectReferences([{ name: 'c' }, { name: 'a' }, { name: 'b' }])
  await expect(request.prompt).toHaveValue('@image1 glows')
  await request.pressFor('@image3', 'Reference')
  expect(JSON.parse(await request.copy())).not.toHaveProperty('provider_options')

  await request.pressFor('@image2', 'It is a video')
  await request.expectReferences([
    { tag: '@image1', name: 'c' },
    { tag: '@video1', name: 'a' },
    { tag: '@image2', name: 'b' },
  ])
  await expect(request.reference('@video1')).toContainText('No place')
  await request.pressFor('@video1', 'It is audio')
  await request.pressFor('@audio1', 'It is an image')
  await request.expectReferences([{ tag: '@image1' }, { tag: '@image2', name: 'a' }, {}])
})
