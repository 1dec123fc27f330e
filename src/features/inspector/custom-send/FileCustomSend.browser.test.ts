import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ApiVersion } from '../../../core/api/api-version.ts'
import { ProblemError } from '../../../core/api/problem.ts'
import { createValue } from '../../../core/state/value.ts'
import { NO_OPTIONS } from '../../../core/traffic/custom-send-options.ts'
import { type CustomSendRun, startCustomSendRun } from '../../../core/traffic/custom-send-run.ts'
import { type DetailsFile, InspectorContext, type InspectorPorts } from '../inspector-context.ts'
import { FileCustomSend } from './FileCustomSend.tsx'

const HASH = `sha256:${'a'.repeat(64)}` as const
const FILE: DetailsFile = {
  gateway: 'sandbox',
  hash: HASH,
  path: 'a.png',
  size: 1,
  mediaType: 'image/png',
  file: new File(['x'], 'a.png'),
  isUnderWay: false,
}
const KEY = 'varg_abcdefghijklmnop1234'

let root: ReturnType<typeof createRoot>
const send = vi.fn<InspectorPorts['sendCustom']>()

beforeEach(() => {
  send.mockReset()
  send.mockImplementation(async () => beginNothing())
  root = createRoot(document.body.appendChild(document.createElement('div')))
})

afterEach(() => {
  root.unmount()
  document.body.replaceChildren()
})

function beginNothing(): CustomSendRun {
  const subject = { path: 'a.png', hash: HASH }
  return startCustomSendRun({ subject, gateway: 'sandbox', options: NO_OPTIONS }, () =>
    Promise.reject(),
  )
}

function show(file: DetailsFile, version: ApiVersion = 1): void {
  const versions = { varg: createValue(version), sandbox: createValue(version) }
  // The form uses no other ports.
  const value = { sendCustom: send, versions } as Partial<InspectorPorts> as InspectorPorts
  const form = createElement(InspectorContext, { value }, createElement(FileCustomSend, { file }))
  flushSync(() =>
    root.render(createElement(QueryClientProvider, { client: new QueryClient() }, form)),
  )
}

describe('FileCustomSend', () => {
  it('clears the key from the page when it sends', async () => {
    show(FILE)
    const field = page.getByLabelText('Another key')
    await field.fill(`Bearer ${KEY}`)
    await page.getByLabelText('Times').fill('3')
    await page.getByRole('radio', { name: 'Malformed' }).click()
    await page.getByRole('button', { name: 'Send 3 times' }).click()
    const options = { ...NO_OPTIONS, hash: 'malformed', repeat: 3 }
    await expect.poll(() => send.mock.calls).toEqual([[FILE, options, KEY]])
    await expect.element(field).toHaveValue('')
    expect(document.documentElement.outerHTML).not.toContain(KEY)
    await page.getByRole('button', { name: 'Send 3 times' }).click()
    await expect.poll(() => send.mock.lastCall).toEqual([FILE, options, undefined])
  })

  it('offers names in version 2 only', async () => {
    show(FILE)
    await expect.element(page.getByRole('radio', { name: 'Malformed' })).toBeVisible()
    expect(page.getByRole('radiogroup', { name: 'X-Filename' }).elements()).toEqual([])
    show(FILE, 2)
    await page.getByRole('radio', { name: 'Odd' }).click()
    await page.getByRole('button', { name: 'Send' }).click()
    const options = { ...NO_OPTIONS, fileName: 'odd' }
    await expect.poll(() => send.mock.calls).toEqual([[FILE, options, undefined]])
  })

  it('sends nothing when a number or the key is invalid', async () => {
    show(FILE)
    const times = page.getByLabelText('Times')
    await times.fill('51')
    await expect.element(times).toHaveAccessibleDescription(/from 1 to 50, not “51”/)
    await userEvent.keyboard('{Enter}')
    await times.fill('2')
    await expect.element(times).not.toHaveAccessibleDescription()
    const key = page.getByLabelText('Another key')
    await key.fill('sk-other')
    await userEvent.keyboard('{Enter}')
    await expect.element(key).toHaveAccessibleDescription(/Paste one key/)
    await expect.element(key).toHaveFocus()
    expect(send).not.toHaveBeenCalled()
  })

  it('says why a send failed', async () => {
    send.mockRejectedValue(new ProblemError({ kind: 'not-fetched', reason: 'It is gone.' }))
    show(FILE)
    await page.getByRole('button', { name: 'Send' }).click()
    await expect
      .element(page.getByRole('status'))
      .toHaveTextContent("The file couldn't be downloaded. Try again in a while.")
  })

  it('disables the button when the file has no bytes and no URL', async () => {
    const { file: _, ...without } = FILE
    show(without)
    await expect
      .element(page.getByRole('button', { name: 'Send' }))
      .toHaveAttribute('aria-disabled')
    await expect.element(page.getByText(/Drop it again/)).toBeVisible()
  })
})
