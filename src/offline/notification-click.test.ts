import { describe, expect, it, vi } from 'vitest'
import { COPY_ALL, readNotice } from './notice-message.ts'
import { noticeOptions, onNotificationClick } from './notification-click.ts'

const SCOPE = 'http://localhost/refdrop/'

function windowOf(id: string, url = SCOPE) {
  const steps: string[] = []
  const focus = vi.fn(async () => void steps.push('focus'))
  return { id, url, focus, postMessage: (text: unknown) => void steps.push(String(text)), steps }
}

function clientsOf(...windows: ReturnType<typeof windowOf>[]) {
  return { matchAll: async () => windows, openWindow: vi.fn(async (_: string) => null) }
}

const copy = (page: string) => ({ page, action: COPY_ALL })

describe('onNotificationClick', () => {
  it('brings the page to the front before it posts that the button was pressed', async () => {
    const [other, own] = [windowOf('1'), windowOf('2', `${SCOPE}?a#details=1`)]
    await onNotificationClick(copy('2'), SCOPE, clientsOf(other, own))
    expect([other.steps, own.steps]).toEqual([[], ['focus', COPY_ALL]])
  })

  it('only brings the page to the front when the notification itself is pressed', async () => {
    const own = windowOf('2')
    await onNotificationClick({ page: '2', action: '' }, SCOPE, clientsOf(own))
    expect(own.steps).toEqual(['focus'])
  })

  it('only brings another page to the front when the first was closed or reloaded', async () => {
    const [file, other] = [windowOf('1', `${SCOPE}sandbox/files/a.png`), windowOf('3')]
    const clients = clientsOf(file, other)
    await onNotificationClick(copy('2'), SCOPE, clients)
    expect([file.steps, other.steps]).toEqual([[], ['focus']])
    expect(clients.openWindow).not.toHaveBeenCalled()
  })

  it('opens a page when none is open', async () => {
    const clients = clientsOf(windowOf('1', 'http://localhost/other/'))
    await onNotificationClick(copy('2'), SCOPE, clients)
    expect(clients.openWindow).toHaveBeenCalledWith(SCOPE)
  })
})

it('a notification has a button only with its label', () => {
  const notice = { type: 'notice', title: 'Refdrop', body: '2 of 2 uploaded' } as const
  const plain = { body: '2 of 2 uploaded', tag: 'Refdrop', renotify: true, data: '7' }
  expect(noticeOptions(notice, '7')).toEqual(plain)
  expect(noticeOptions({ ...notice, copyLabel: 'Copy all URLs' }, '7')).toEqual({
    ...plain,
    actions: [{ action: COPY_ALL, title: 'Copy all URLs' }],
  })
})

it.each([undefined, null, 'notice', { type: 'other' }, { type: 'notice', title: 1, body: '' }])(
  'readNotice rejects %j',
  (message) => {
    expect(readNotice(message)).toBeUndefined()
  },
)
