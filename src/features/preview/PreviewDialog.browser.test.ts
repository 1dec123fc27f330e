import { createElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { PreviewDialog } from './PreviewDialog.tsx'
import type { PreviewedFile } from './previewed-file.ts'
import { makePicture, makeSound } from './testing/made-media.ts'

const PEAKS = Array.from({ length: 120 }, (_, part) => part % 100)
const MISSING = `${location.origin}/nothing-here.heic`

let root: ReturnType<typeof createRoot>

beforeEach(() => {
  root = createRoot(document.body.appendChild(document.createElement('div')))
})

afterEach(() => {
  root.unmount()
  document.body.replaceChildren()
  vi.restoreAllMocks()
})

const onDetails = vi.fn()

function show(shown: Partial<PreviewedFile>, onPrevious?: () => void, onNext?: () => void): void {
  const whole: PreviewedFile = {
    title: 'shots/a.png',
    kind: 'image',
    mediaType: 'image/png',
    size: 2048,
    url: MISSING,
    ...shown,
  }
  const ways = { onClose: () => {}, onDetails, onPrevious, onNext }
  flushSync(() => root.render(createElement(PreviewDialog, { shown: whole, ...ways })))
}

async function makeFile(): Promise<File> {
  return new File([await makePicture(30, 20, () => {})], 'a.png')
}

function makeTone(): File {
  return new File([makeSound(20, 8000, () => 0)], 'a.wav')
}

describe('the preview', () => {
  it('shows the local file with its size in pixels, and revokes its URL when it closes', async () => {
    const revoke = vi.spyOn(URL, 'revokeObjectURL')
    show({ file: await makeFile() })
    const image = page.getByRole('img', { name: 'shots/a.png' })
    await expect.element(image).toHaveAttribute('src', expect.stringMatching(/^blob:/))
    await expect.element(page.getByText('30 × 20')).toBeVisible()
    await expect.element(page.getByText('2 KB')).toBeVisible()
    const url = image.element().getAttribute('src')
    expect(revoke).not.toHaveBeenCalledWith(url)
    root.render(null)
    await expect.poll(() => revoke.mock.calls.flat()).toContain(url)
  })

  it('shows the file at the URL when the local file cannot be decoded', async () => {
    const url = new URL('../../../e2e/samples/sample.jpg', import.meta.url).href
    show({ file: new File(['no picture'], 'a.png'), url })
    await expect.element(page.getByText('200 × 133')).toBeVisible()
    await expect.element(page.getByRole('img')).toHaveAttribute('src', url)
  })

  it.each([
    ['image', 'image/heic', "This browser can't show this image.", 'HEIC'],
    ['video', 'video/quicktime', "This browser can't play this video.", 'MOV'],
    ['audio', 'audio/x-unknown', "This browser can't play this sound.", 'AUDIO'],
  ] as const)(
    'says that it cannot show a file of the kind %s, and links its URL',
    async (kind, mediaType, sentence, type) => {
      show({ kind, mediaType, title: 'file' })
      await expect.element(page.getByText(sentence)).toBeVisible()
      await expect.element(page.getByText(/^The URL does not respond, or/)).toBeVisible()
      await expect.element(page.getByText(type, { exact: true })).toBeVisible()
      const link = page.getByRole('link', { name: 'Open URL' })
      await expect.element(link).toHaveAttribute('href', MISSING)
      await expect.element(link).toHaveAttribute('target', '_blank')
      await expect.element(link).toHaveAttribute('rel', 'noopener noreferrer')
    },
  )

  it('says that the file was uploaded unchanged when the local file cannot be decoded', async () => {
    show({ file: new File(['no picture'], 'a.png') })
    await expect.element(page.getByText(/^The file was uploaded unchanged/)).toBeVisible()
  })

  it('says that it needs a connection when the browser is offline, and loads once it is back', async () => {
    const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    show({})
    await expect.element(page.getByText('The preview needs a connection.')).toBeVisible()
    await expect.element(page.getByRole('link', { name: 'Open URL' })).not.toBeInTheDocument()
    onLine.mockReturnValue(true)
    window.dispatchEvent(new Event('online'))
    await expect.element(page.getByText("This browser can't show this image.")).toBeVisible()
  })

  it('says that it cannot play a video when the browser has only its sound', async () => {
    const url = URL.createObjectURL(makeTone())
    show({ kind: 'video', mediaType: 'video/quicktime', title: 'a.mov', file: makeTone(), url })
    await expect.element(page.getByText("This browser can't play this video.")).toBeVisible()
    await expect.element(page.getByText('MOV', { exact: true })).toBeVisible()
    expect(document.querySelector('video')).toBeNull()
  })

  it('opens the details when their button is pressed', async () => {
    show({})
    await page.getByRole('button', { name: 'Details' }).click()
    expect(onDetails).toHaveBeenCalledOnce()
  })

  it.each([
    ['script', 'javascript:alert(1)'],
    ['picture in a URL', document.createElement('canvas').toDataURL()],
    ['word', 'picture'],
  ])('neither loads nor links the URL when it is a %s', async (_, url) => {
    show({ url })
    await expect.element(page.getByText("This browser can't show this image.")).toBeVisible()
    expect(document.querySelectorAll('a, img')).toHaveLength(0)
  })

  it('calls onPrevious and onNext when a button or an arrow key is pressed', async () => {
    const [previous, next] = [vi.fn(), vi.fn()]
    show({}, previous, next)
    await page.getByRole('button', { name: 'Next' }).click()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    await expect.poll(() => next.mock.calls.length).toBe(3)
    await page.getByRole('button', { name: 'Previous' }).click()
    await userEvent.keyboard('{ArrowLeft}{Control>}{ArrowLeft}{/Control}')
    expect(previous).toHaveBeenCalledTimes(2)
  })

  it('disables the button of a missing neighbour and keeps it in place', async () => {
    const next = vi.fn()
    show({}, undefined, next)
    const previous = page.getByRole('button', { name: 'Previous' })
    await expect.element(previous).toHaveAttribute('aria-disabled', 'true')
    await userEvent.keyboard('{ArrowLeft}')
    expect(next).not.toHaveBeenCalled()
  })

  it('ignores arrow keys when another dialog is on top', async () => {
    const next = vi.fn()
    show({}, undefined, next)
    await expect.element(page.getByRole('dialog')).toBeVisible()
    const top = document.body.appendChild(document.createElement('dialog'))
    top.showModal()
    await userEvent.keyboard('{ArrowRight}')
    expect(next).not.toHaveBeenCalled()
    top.close()
    await userEvent.keyboard('{ArrowRight}')
    expect(next).toHaveBeenCalledOnce()
  })
})

describe('the preview of a sound', () => {
  it('seeks when a time is chosen in the waveform, and stays paused', async () => {
    const next = vi.fn()
    const media = { duration: 20, peaks: PEAKS }
    show({ kind: 'audio', mediaType: 'audio/wav', file: makeTone(), media }, undefined, next)
    const slider = page.getByRole('slider', { name: 'Position' })
    await expect.element(slider).toHaveAttribute('aria-valuetext', '0:00 of 0:20')
    const player = document.querySelector('audio')
    await expect.poll(() => player?.readyState).toBeGreaterThan(0)
    slider.element().focus()
    await userEvent.keyboard('{PageUp}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}')
    await expect.element(slider).toHaveAttribute('aria-valuetext', '0:03 of 0:20')
    expect(player?.currentTime).toBeCloseTo(3)
    expect(player?.paused).toBe(true)
    expect(next).not.toHaveBeenCalled()
  })

  it('plays and pauses when its button is clicked', async () => {
    const media = { duration: 20, peaks: PEAKS }
    show({ kind: 'audio', mediaType: 'audio/wav', file: makeTone(), media })
    await page.getByRole('button', { name: 'Play' }).click()
    const pause = page.getByRole('button', { name: 'Pause' })
    await expect.element(pause).toBeVisible()
    await expect.poll(() => document.querySelector('audio')?.currentTime).toBeGreaterThan(0)
    await pause.click()
    await expect.element(page.getByRole('button', { name: 'Play' })).toBeVisible()
  })

  it('uses the browser’s controls when its peaks are unknown', async () => {
    show({ kind: 'audio', mediaType: 'audio/wav', file: makeTone() })
    await expect.element(page.getByText('0:20')).toBeVisible()
    expect(document.querySelector('audio')?.controls).toBe(true)
    expect(document.querySelector('svg path[style]')).toBeNull()
  })
})
