import { Profiler, useEffect, useMemo, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createValue } from '../../../core/state/value.ts'
import { entryOf } from '../../../core/testing/made-entries.ts'
import type { AddedUpload } from '../../../core/uploads/upload.ts'
import { createUploadsStore } from '../../../core/uploads/uploads-store.ts'
import { stageEachTest } from '../../../ui/testing/show.tsx'
import { useValue } from '../../../ui/use-value.ts'
import { RowControllerProvider } from '../row/RowControllerProvider.tsx'
import { UploadsContext, type UploadsPorts } from '../uploads-context.ts'
import { arrangeRows } from './arrange-rows.ts'
import { FileList } from './FileList.tsx'
import { createListController } from './list-controller.ts'
import { keyOfItem } from './row.ts'
import type { View } from './use-line-sizes.ts'
import { ListControllerContext } from './use-list-controller.ts'

/** The styles that place rows. Tests run without the page's own. */
const STYLES = `
  * { margin: 0; padding: 0 }
  ul[aria-label=Files] { list-style: none }
  li[data-item] { position: absolute; height: 60px; overflow: hidden }
  div:has(> ul) { position: relative }
  div:has(> ul) > div:first-child { position: absolute; inset: 0 0 auto }
  div:has(> ul) > div:first-child > div:first-child { height: 60px }
  div:has(> ul) > div:first-child > div:last-child { width: 20px }
`

const ENTRIES = Array.from({ length: 200 }, (_, index) =>
  entryOf({ name: `old-${index}.png`, digits: `e${index}f`, at: 1_700_000_000_000 - index }),
)

const stage = stageEachTest()
let style: HTMLStyleElement
let store: ReturnType<typeof createUploadsStore>
let ports: UploadsPorts
let commits = 0

function fileOf(name: string, batch: number): AddedUpload {
  const file = new File(['x'], name)
  return { file, path: name, size: 1, mediaType: 'image/png', gateway: 'varg', batch }
}

function drop(prefix: string, count: number): number[] {
  const batch = Date.now() + store.ids.get().length
  return store.add(
    Array.from({ length: count }, (_, index) => fileOf(`${prefix}-${index}.png`, batch)),
  )
}

beforeEach(() => {
  style = document.head.appendChild(document.createElement('style'))
  style.textContent = STYLES
  store = createUploadsStore()
  commits = 0
  // Only what the list and its rows use.
  ports = {
    store,
    queue: { remove: store.remove, add: store.add },
    history: {
      at: () => undefined,
      subscribe: () => () => {},
      flush() {},
      thumbnail: async () => null,
    },
    look: async () => null,
    request: { tagOf: () => undefined, subscribe: () => () => {} },
    gateway: createValue('varg'),
    apiVersions: { varg: createValue(1) },
    accountFiles: { accountAt: () => undefined },
    preferences: { view: createValue<View>('list'), singleKeys: createValue(true) },
  } as unknown as UploadsPorts
})

afterEach(() => {
  style.remove()
})

/** Waits until the pictures of the rows are decided, and no more commits follow. */
async function settle(): Promise<void> {
  for (let seen = -1; seen !== commits; ) {
    seen = commits
    await new Promise((resolve) => setTimeout(resolve, 100))
    await new Promise(requestAnimationFrame)
  }
}

function List({ scrollsPage = false, view = 'list' as View }) {
  const [controller] = useState(() => createListController(ports))
  const [pane, setPane] = useState<HTMLElement | null>(null)
  const ids = useValue(store.ids)
  const rows = useMemo(() => {
    const uploads = ids.flatMap((id) => store.get(id) ?? [])
    const now = Date.now()
    const arranged = arrangeRows(uploads, ENTRIES, now)
    const order = () => arranged.items.map(keyOfItem)
    const others = { heading: '', total: 0, isKnown: true, countElsewhere: () => 0 }
    return { ...arranged, ...others, now, order, find: () => undefined }
  }, [ids])
  useEffect(() => controller.show(rows), [controller, rows])
  return (
    <UploadsContext value={ports}>
      <ListControllerContext value={controller}>
        <RowControllerProvider>
          <input aria-label="Prompt" />
          <div ref={setPane} style={scrollsPage ? {} : { height: 600, overflow: 'auto' }}>
            <Profiler id="list" onRender={() => (commits += 1)}>
              <FileList
                rows={rows}
                view={view}
                hasAll
                pane={scrollsPage ? null : pane}
                covered={() => ({ top: 0, bottom: 0 })}
              />
            </Profiler>
          </div>
        </RowControllerProvider>
      </ListControllerContext>
    </UploadsContext>
  )
}

const list = page.getByRole('list', { name: 'Files' })
const row = (name: string) => list.getByRole('listitem', { name, exact: true })

async function show(node = <List />): Promise<void> {
  stage.show(node)
  await expect.element(list.getByRole('listitem').first()).toBeInTheDocument()
}

async function focus(name: string): Promise<void> {
  const element = row(name).element()
  if (element instanceof HTMLElement) element.focus()
  await expect.element(row(name)).toHaveFocus()
}

function scroller(): HTMLElement {
  return list.element().closest<HTMLElement>('[style*=overflow]') ?? document.documentElement
}

const isInView = (name: string) => {
  const { top, bottom } = row(name).element().getBoundingClientRect()
  const { top: start, bottom: end } = scroller().getBoundingClientRect()
  return top >= Math.max(0, start) && bottom <= Math.min(innerHeight, end)
}

describe('the row on top', () => {
  const topRow = () => {
    const { top } = scroller().getBoundingClientRect()
    const start = Math.max(0, top)
    const rows = list.getByRole('listitem').elements()
    return rows.find((one) => one.getBoundingClientRect().bottom > start + 1)?.ariaLabel
  }

  const isPage = () => scroller() === document.documentElement

  it('stays there when the page begins to scroll, and when the pane does again', async () => {
    drop('new', 300)
    await show()
    scroller().scrollTop = 60 * 200
    await expect.poll(topRow).toBe('new-200.png')
    stage.show(<List scrollsPage />)
    await expect.poll(isPage).toBe(true)
    await expect.poll(topRow).toBe('new-200.png')
    scroller().scrollTop += 60 * 20
    await expect.poll(topRow).toBe('new-220.png')
    stage.show(<List />)
    await expect.poll(isPage).toBe(false)
    await expect.poll(topRow).toBe('new-220.png')
  })

  it('stays the first one when the list was at its top', async () => {
    drop('new', 300)
    await show()
    scroller().scrollTop = 6000
    await expect.poll(topRow).toBe('new-100.png')
    scroller().scrollTop = 0
    await expect.element(row('new-100.png')).not.toBeInTheDocument()
    stage.show(<List scrollsPage />)
    await expect.poll(isPage).toBe(true)
    await expect.poll(topRow).toBe('new-0.png')
  })

  it('stays on top when tiles have another width', async () => {
    await page.viewport(1000, 700)
    drop('new', 300)
    await show(<List view="grid" />)
    scroller().scrollTop = 3000
    await expect.poll(topRow).toMatch(/^new-[1-9]/)
    const name = topRow()
    await page.viewport(600, 700)
    const distance = () => {
      const tile = document.querySelector(`li[aria-label="${name}"]`)
      const { top } = scroller().getBoundingClientRect()
      return Math.abs(Math.round((tile?.getBoundingClientRect().top ?? Infinity) - top))
    }
    await expect.poll(distance).toBe(0)
  })
})

describe.each([false, true])('the list when the page scrolls: %s', (scrollsPage) => {
  it('renders the rows near the window and tells the size of the whole list', async () => {
    drop('new', 300)
    await show(<List scrollsPage={scrollsPage} />)
    await expect.element(row('new-0.png')).toHaveAttribute('aria-setsize', '500')
    await expect.element(row('new-3.png')).toHaveAttribute('aria-posinset', '4')
    expect(list.getByRole('listitem').elements().length).toBeLessThan(40)
    scroller().scrollTop = 1e6
    await expect.element(row('old-199.png')).toHaveAttribute('aria-posinset', '500')
    expect(list.getByRole('listitem').elements().length).toBeLessThan(40)
  })

  it('keeps the row in the document when it has the focus and is scrolled out of view', async () => {
    drop('new', 300)
    await show(<List scrollsPage={scrollsPage} />)
    await focus('new-2.png')
    scroller().scrollTop = 1e6
    await expect.element(row('old-199.png')).toBeInTheDocument()
    await expect.element(row('new-2.png')).toHaveFocus()
    await expect.element(row('new-5.png')).not.toBeInTheDocument()
  })

  it('moves the focus to both ends when Home and End are pressed', async () => {
    drop('new', 300)
    await show(<List scrollsPage={scrollsPage} />)
    await focus('new-0.png')
    await userEvent.keyboard('{End}')
    await expect.element(row('old-199.png')).toHaveFocus()
    await expect.poll(() => isInView('old-199.png')).toBe(true)
    await userEvent.keyboard('{ArrowUp}{Home}{ArrowDown}')
    await expect.element(row('new-1.png')).toHaveFocus()
    await expect.poll(() => isInView('new-1.png')).toBe(true)
  })

  it('scrolls to the files of a drop and leaves the focus in its field', async () => {
    drop('new', 30)
    await show(<List scrollsPage={scrollsPage} />)
    scroller().scrollTop = 1e6
    await expect.element(row('old-199.png')).toBeInTheDocument()
    const field = page.getByLabelText('Prompt').element()
    if (field instanceof HTMLElement) field.focus({ preventScroll: true })
    drop('later', 3)
    await expect.element(row('later-2.png')).toBeInTheDocument()
    await expect.poll(() => isInView('later-0.png')).toBe(true)
    await expect.element(page.getByLabelText('Prompt')).toHaveFocus()
  })
})

describe('the list', () => {
  it('moves the focus to the neighbour when the row that has it is removed', async () => {
    const ids = drop('new', 3)
    await show()
    await focus('new-1.png')
    store.remove([ids[1] ?? 0])
    await expect.element(row('new-2.png')).toHaveFocus()
    store.remove([ids[2] ?? 0])
    await expect.element(row('old-0.png')).toHaveFocus()
  })

  it('leaves the focus alone when a row without it is removed', async () => {
    const ids = drop('new', 3)
    await show()
    await focus('new-1.png')
    await page.getByLabelText('Prompt').click()
    store.remove([ids[1] ?? 0])
    await expect.element(row('new-1.png')).not.toBeInTheDocument()
    await expect.element(page.getByLabelText('Prompt')).toHaveFocus()
  })

  it('keeps one row in the tab order', async () => {
    drop('new', 30)
    await show()
    await focus('new-4.png')
    const stops = list
      .getByRole('listitem')
      .elements()
      .filter(({ tabIndex }) => tabIndex === 0)
    expect(stops.map(({ ariaLabel }) => ariaLabel)).toEqual(['new-4.png'])
  })

  it('renders nothing when a file out of view makes progress', async () => {
    const ids = drop('new', 300)
    await show()
    await expect.element(row('new-0.png')).toBeInTheDocument()
    await settle()
    const before = commits
    for (let hashed = 1; hashed < 50; hashed += 1) {
      store.dispatch(ids[250] ?? 0, { type: 'hashed-so-far', hashed: hashed / 50 })
    }
    store.dispatch(ids[0] ?? 0, { type: 'hashed-so-far', hashed: 0.5 })
    await expect.element(row('new-0.png').getByText('Hashing')).toBeInTheDocument()
    expect(commits - before).toBe(1)
  })

  it('moves the rows below when a failed row is taller', async () => {
    const ids = drop('new', 30)
    style.textContent = `${STYLES} li[data-item="1"] { height: 90px }`
    await show()
    const topOf = (name: string) => row(name).element().getBoundingClientRect().top
    expect(topOf('new-2.png') - topOf('new-1.png')).toBe(60)
    store.dispatch(ids[1] ?? 0, { type: 'failed', problem: { kind: 'empty' } })
    await expect.poll(() => topOf('new-2.png') - topOf('new-1.png')).toBe(90)
    expect(topOf('new-3.png') - topOf('new-2.png')).toBe(60)
  })

  it('keeps what is in view in place when a row above it grows', async () => {
    const ids = drop('new', 300)
    await show()
    store.dispatch(ids[1] ?? 0, { type: 'failed', problem: { kind: 'empty' } })
    await expect.element(row('new-1.png').getByText('Failed')).toBeInTheDocument()
    scroller().scrollTop = 240
    await expect.element(row('new-12.png')).toBeInTheDocument()
    const place = () => row('new-5.png').element().getBoundingClientRect().top
    const before = place()
    style.textContent = `${STYLES} li[data-item="1"] { height: 90px }`
    await expect.poll(() => scroller().scrollTop).toBe(270)
    expect(place()).toBe(before)
  })

  it('describes a row by its day when that has a heading', async () => {
    drop('new', 1)
    await show()
    await expect.element(row('old-0.png')).toHaveAccessibleDescription(/Nov 2023/)
    await expect.element(row('new-0.png')).not.toHaveAttribute('aria-describedby')
  })

  it('opens the menu of a row when Shift and F10 are pressed', async () => {
    drop('new', 2)
    await show()
    await focus('new-1.png')
    await userEvent.keyboard('{Shift>}{F10}{/Shift}')
    await expect.element(page.getByRole('menu', { name: 'More actions' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(row('new-1.png')).toHaveFocus()
  })
})

describe('the grid', () => {
  it('moves the focus in two directions when arrow keys are pressed', async () => {
    drop('new', 30)
    await show(<List view="grid" />)
    await focus('new-0.png')
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(row('new-1.png')).toHaveFocus()
    const place = () => row('new-1.png').element().getBoundingClientRect().left
    const left = place()
    await userEvent.keyboard('{ArrowDown}')
    const below = document.activeElement
    expect(below?.getBoundingClientRect().left).toBeCloseTo(left)
    expect(Number(below?.getAttribute('aria-posinset'))).toBeGreaterThan(3)
  })
})
