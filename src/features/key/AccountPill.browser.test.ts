import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createElement, useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createKeyring } from '../../storage/keyring.ts'
import { openDeviceStorage, openTabStorage } from '../../storage/text-storage.ts'
import { AccountPill } from './AccountPill.tsx'
import { AccountContext, type AccountPorts } from './account-context.ts'
import { serverInfoQuery } from './use-credential.ts'

const SERVER_INFO = {
  upstream: 'api.varg.ai',
  api: 'https://api.varg.ai',
  machineKey: null,
  machineAccount: null,
  sandbox: 'box',
}

const pill = page.getByRole('button', { name: /^Account/ })
const popover = page.getByRole('dialog', { name: 'Account' })
const field = page.getByLabelText('API key')

let root: ReturnType<typeof createRoot>
let queryClient: QueryClient
let beside: HTMLInputElement

beforeEach(async () => {
  await page.viewport(1280, 800)
  beside = document.body.appendChild(document.createElement('input'))
  root = createRoot(document.body.appendChild(document.createElement('div')))
  queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  queryClient.setQueryData(serverInfoQuery.queryKey, SERVER_INFO)
})

afterEach(() => {
  root.unmount()
  document.body.replaceChildren()
  sessionStorage.clear()
  localStorage.clear()
})

type Changes = Partial<AccountPorts>

function Harness(changes: Changes) {
  const [isOpen, setIsOpen] = useState(false)
  const [takesFocus, setTakesFocus] = useState(true)
  const [keyring] = useState(() => createKeyring(openTabStorage(), openDeviceStorage()))
  const mayTakeFocus = changes.mayTakeFocus ?? (() => false)
  const value: AccountPorts = {
    version: 1,
    versionChoice: 'automatic',
    foundVersion: undefined,
    chooseVersion: () => {},
    askVersionAgain: () => {},
    sendsNames: true,
    setSendsNames: () => {},
    keyring,
    gateway: 'varg',
    setGateway: () => {},
    hasSandbox: true,
    waiting: 0,
    hold: undefined,
    resume: () => {},
    sendToSandbox: () => {},
    isKeyOnPage: false,
    mayTakeFocus,
    sandboxStorage: null,
    ...changes,
    isOpen,
    takesFocus,
    setOpen(next, isOwnWish = true) {
      if (next) setTakesFocus(isOwnWish || mayTakeFocus())
      setIsOpen(next)
    },
  }
  return createElement(AccountContext, { value }, createElement(AccountPill))
}

function show(changes: Changes = {}): void {
  const harness = createElement(Harness, changes)
  flushSync(() => root.render(createElement(QueryClientProvider, { client: queryClient }, harness)))
}

async function showClosed(changes: Changes = {}): Promise<void> {
  show(changes)
  await expect.element(pill).toBeVisible()
}

describe('the account popover', () => {
  it('opens by itself when files begin to wait for a key', async () => {
    await showClosed()
    await expect.element(popover).not.toBeInTheDocument()
    show({ waiting: 2 })
    await expect.element(popover).toBeVisible()
    await expect.element(popover.getByText('2 files wait for your varg.ai key.')).toBeVisible()
    await expect.element(field).not.toHaveFocus()
  })

  it('takes the focus into the field right after an act of the person', async () => {
    const mayTakeFocus = () => true
    await showClosed({ mayTakeFocus })
    show({ mayTakeFocus, waiting: 1 })
    await expect.element(field).toHaveFocus()
  })

  it('leaves the focus in a field in which the person types', async () => {
    const mayTakeFocus = () => document.activeElement !== beside
    await showClosed({ mayTakeFocus })
    beside.focus()
    show({ mayTakeFocus, waiting: 1 })
    await expect.element(popover).toBeVisible()
    await expect.element(field).toBeVisible()
    expect(document.activeElement).toBe(beside)
  })

  it('stays closed on a phone unless the person has just added files', async () => {
    await page.viewport(390, 844)
    await showClosed()
    show({ waiting: 1 })
    await expect.element(pill).toHaveAccessibleName('Account varg.ai, Add key')
    await expect.element(pill).toHaveAttribute('aria-expanded', 'false')
    show()
    await expect.element(pill).toHaveAccessibleName('Account varg.ai, Add key')
    show({ waiting: 1, mayTakeFocus: () => true })
    await expect.element(field).toHaveFocus()
  })

  it('stays closed after the person closed it while the same files wait', async () => {
    await showClosed()
    show({ waiting: 1 })
    await expect.element(popover).toBeVisible()
    await userEvent.click(pill)
    await expect.element(popover).not.toBeInTheDocument()
    show({ waiting: 3 })
    await expect.element(pill).toHaveAttribute('aria-expanded', 'false')
  })

  it('opens by itself when the gateway rejects the key', async () => {
    await showClosed()
    show({ hold: { gateway: 'varg', kind: 'bad-key' } })
    await expect.element(popover).toBeVisible()
    await expect.element(pill).toHaveAccessibleName('Account varg.ai, Key rejected')
  })

  it('has no second key field and stays closed while the page asks for the key', async () => {
    await showClosed({ isKeyOnPage: true, waiting: 1 })
    await expect.element(pill).toHaveAttribute('aria-expanded', 'false')
    await userEvent.click(pill)
    await expect.element(popover).toBeVisible()
    await expect.element(field).not.toBeInTheDocument()
  })

  it('focuses the field when the person opens it and returns the focus on Escape', async () => {
    await showClosed()
    await userEvent.click(pill)
    await expect.element(field).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(popover).not.toBeInTheDocument()
    await expect.element(pill).toHaveFocus()
  })

  it('closes and resumes when a key is saved while files wait', async () => {
    const resume = vi.fn()
    await showClosed({ resume })
    show({ resume, waiting: 1 })
    await userEvent.fill(field, 'varg_0123456789abcdef')
    await userEvent.click(page.getByRole('button', { name: 'Save key' }))
    await expect.element(popover).not.toBeInTheDocument()
    expect(resume).toHaveBeenCalledOnce()
    await expect.element(pill).toHaveAccessibleName(/varg_…cdef/)
  })

  it('asks once whether to remember a key when the gateway rejects the saved one', async () => {
    await showClosed()
    await userEvent.click(pill)
    await userEvent.fill(field, 'varg_0123456789abcdef')
    await userEvent.click(page.getByRole('button', { name: 'Save key' }))
    await expect.element(page.getByLabelText('Remember on this device')).toBeVisible()
    show({ hold: { gateway: 'varg', kind: 'bad-key' } })
    await expect.element(field).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Forget key' })).toBeVisible()
    expect(page.getByLabelText('Remember on this device').elements()).toHaveLength(1)
  })

  it('says what is wrong, saves nothing and keeps the focus in the field when a key is not one', async () => {
    await showClosed()
    await userEvent.click(pill)
    await userEvent.fill(field, 'sk-4f9a1c')
    await userEvent.keyboard('{Enter}')
    await expect.element(field).toHaveAttribute('aria-invalid', 'true')
    await expect.element(field).toHaveAccessibleDescription(/Keys start with varg_/)
    await expect.element(field).toHaveFocus()
    expect(sessionStorage).toHaveLength(0)
  })
})
