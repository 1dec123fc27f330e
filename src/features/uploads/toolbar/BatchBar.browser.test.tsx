import { Profiler } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { Hold } from '../../../core/queue/holds.ts'
import type { Stage } from '../../../core/uploads/stage.ts'
import { LiveRegions } from '../../../ui/LiveRegions.tsx'
import { stageEachTest } from '../../../ui/testing/show.tsx'
import { createRowStage, fileNamed, resultOf } from '../row/testing/row-stage.tsx'
import { BatchBar } from './BatchBar.tsx'

const HASHED = { hash: resultOf('a').hash, attempts: 1 }
const UPLOADED: Stage = { name: 'uploaded', result: resultOf('a'), origin: 'new', ...HASHED }
const SENDING: Stage = { name: 'uploading', sent: 1, ...HASHED }
const FAILED: Stage = { name: 'failed', problem: { kind: 'no-connection' }, ...HASHED }

const DOWN: Omit<Hold, 'gateway'> = {
  kind: 'unreachable',
  problem: {
    kind: 'refused',
    status: 502,
    code: 'ProxyError',
    message: 'media.test refused the connection: it seems to be down.',
    cause: { reason: 'connection-refused', facts: { host: 'media.test' } },
  },
}

const stage = stageEachTest(1400, 600)
let rows: ReturnType<typeof createRowStage>

beforeEach(() => {
  rows = createRowStage()
})

afterEach(() => {
  vi.restoreAllMocks()
})

function show(...stages: Stage[]): number[] {
  const ids = rows.store.add(
    stages.map((at, index) => ({ ...fileNamed(`${index}.png`), stage: at })),
  )
  stage.show(<LiveRegions>{rows.frame(<BatchBar count="12 files" />)}</LiveRegions>)
  return ids
}

/** Opens the gateway, holds it, and shows files that wait for that. */
function showHold(hold: Omit<Hold, 'gateway'>): void {
  if (hold.kind !== 'key') {
    rows.queue.open('varg', 'me')
    rows.queue.hold({ gateway: 'varg', ...hold })
  }
  const waiting: Stage = { name: 'waiting', reason: { kind: hold.kind }, ...HASHED }
  show(waiting, waiting)
}

const button = (name: string) => page.getByRole('button', { name, exact: true })
const toolbar = page.getByRole('toolbar', { name: 'All files' })

describe('the actions of the batch', () => {
  it('are there only while they apply', async () => {
    const [id = 0] = show(SENDING)
    await expect.element(button('Pause')).toBeVisible()
    await expect.element(button('Retry failed')).not.toBeInTheDocument()
    await expect.element(button('Copy all URLs')).not.toBeInTheDocument()
    rows.store.dispatch(id, { type: 'failed', problem: { kind: 'no-connection' } })
    await expect.element(button('Retry failed')).toBeVisible()
    await expect.element(button('Clear finished')).toBeVisible()
    await expect.element(button('Pause')).not.toBeInTheDocument()
  })

  it('keep the focus when the one that has it goes', async () => {
    show(SENDING, FAILED)
    await button('Cancel all').click()
    await expect.poll(() => toolbar.element().contains(document.activeElement)).toBe(true)
    await expect.element(button('Cancel all')).not.toBeInTheDocument()
    expect(rows.controller.undo.offer.get()).toBeDefined()
  })

  it('stay one button when a pause becomes a resume', async () => {
    show(SENDING)
    await button('Pause').click()
    await expect.element(button('Resume')).toHaveFocus()
    await expect.element(page.getByText('1 upload finishing')).toBeVisible()
  })

  it('copy and announce all URLs of the gateway in use', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    show(UPLOADED, { ...UPLOADED, result: resultOf('b') }, FAILED)
    await button('Copy all URLs').click()
    expect(write).toHaveBeenCalledWith(`${resultOf('a').url}\n${resultOf('b').url}`)
    await expect.element(button('2 URLs copied')).toBeVisible()
    await expect.poll(() => page.getByText('2 URLs copied').all().length).toBe(2)
  })

  it('count the URLs when the button is pressed', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    const [, id = 0] = show(UPLOADED, SENDING)
    await button('Copy all URLs').click()
    await expect.element(button('1 URL copied')).toBeVisible()
    rows.store.dispatch(id, { type: 'accepted', result: resultOf('b') })
    await button('1 URL copied').click()
    await expect.element(button('2 URLs copied')).toBeVisible()
  })

  it('are not rendered again for each uploaded file', async () => {
    const onRender = vi.fn()
    const ids = show(...Array.from({ length: 50 }, () => SENDING))
    stage.show(
      <LiveRegions>
        {rows.frame(
          <Profiler id="bar" onRender={onRender}>
            <BatchBar count="12 files" />
          </Profiler>,
        )}
      </LiveRegions>,
    )
    await expect.element(button('Pause')).toBeVisible()
    onRender.mockClear()
    for (const id of ids) {
      rows.store.dispatch(id, { type: 'accepted', result: resultOf('a') })
      // React renders after the task.
      await new Promise((resolve) => setTimeout(resolve))
    }
    // The first URL, the end, and the report of each second.
    expect(onRender.mock.calls.length).toBeLessThan(10)
  })

  it('are in a menu when the window is a phone', async () => {
    await page.viewport(390, 700)
    show(UPLOADED, FAILED)
    await expect.element(button('Retry failed')).not.toBeInTheDocument()
    await button('More actions for all files').click()
    await page.getByRole('menuitem', { name: 'Clear finished' }).click()
    await expect.poll(() => rows.store.ids.get()).toEqual([])
    await expect.element(page.getByText('12 files')).toBeVisible()
  })
})

describe('the hold of the batch', () => {
  it.each<[Hold['kind'], 'status' | 'alert', string, string]>([
    ['key', 'status', '2 files are waiting for your varg.ai key.', 'Add key'],
    ['bad-key', 'alert', 'varg.ai rejected this key.', 'Enter key'],
    ['balance', 'alert', 'Not enough balance at varg.ai.', 'Try now'],
    ['offline', 'status', 'You’re offline.', 'Try now'],
    ['unreachable', 'status', 'Refdrop isn’t running.', 'Try now'],
  ])('says why and what ends it when the kind is %s', async (kind, role, sentence, action) => {
    showHold({ kind })
    const hold = page.getByRole(role, { name: 'Hold' })
    await expect.element(hold.getByText(sentence)).toBeVisible()
    await expect.element(hold.getByRole('button', { name: action })).toBeVisible()
  })

  it('promises to continue and has the cause as its tooltip when the gateway is down', async () => {
    showHold(DOWN)
    const hold = page.getByRole('status', { name: 'Hold' })
    await expect.element(hold.getByText('varg.ai can’t be reached.')).toBeVisible()
    await expect.element(hold.getByText('Uploads continue when it’s back.')).toBeVisible()
    await expect
      .poll(() => hold.element().querySelector('[data-tip]')?.getAttribute('data-tip'))
      .toBe('media.test refused the connection')
  })

  it.each<Omit<Hold, 'gateway'>>([{ kind: 'offline' }, DOWN])(
    'promises nothing for the end of $kind when uploads are paused',
    async (hold) => {
      showHold(hold)
      rows.queue.pause()
      await expect.element(page.getByText('Uploads are paused.')).toBeVisible()
      await expect.element(page.getByText(/Uploads continue/)).not.toBeInTheDocument()
    },
  )

  it('counts down for the eye and speaks half minutes', async () => {
    showHold({ kind: 'rate-limit', until: Date.now() + 41_000, length: 60_000 })
    const hold = page.getByRole('status', { name: 'Hold' })
    await expect.element(hold.getByText('Rate limit: next upload in 1:00')).toBeInTheDocument()
    await expect.element(hold.getByText(/next upload in 0:(41|40|39)/)).toBeVisible()
    await expect.element(hold.getByRole('button', { name: 'Try now' })).toBeVisible()
  })

  it('ends and keeps the focus when Try now is pressed', async () => {
    const tryNow = vi.spyOn(rows.queue, 'tryNow')
    showHold({ kind: 'rate-limit', until: Date.now() + 41_000, length: 60_000 })
    await button('Try now').click()
    expect(tryNow).toHaveBeenCalledWith('varg')
    expect(document.activeElement).not.toBe(document.body)
  })

  it('tries again by itself when the person comes back from topping up', async () => {
    const unhold = vi.spyOn(rows.queue, 'unhold')
    showHold({ kind: 'balance' })
    const topUp = page.getByRole('link', { name: 'Top up' })
    await expect.element(topUp).toBeVisible()
    window.dispatchEvent(new Event('focus'))
    expect(unhold).not.toHaveBeenCalled()
    document.body.addEventListener('click', (event) => event.preventDefault(), { once: true })
    await topUp.click()
    window.dispatchEvent(new Event('focus'))
    await expect.poll(() => unhold.mock.calls).toContainEqual(['varg', 'balance'])
  })
})
