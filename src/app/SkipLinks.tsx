import { words } from './words.ts'

const LOOK =
  'fixed top-2 start-2 z-dialog rounded-control bg-raised px-3 py-2 text-accent shadow-float not-focus:sr-only'

/** The row that the Tab key reaches, or the whole list when it has none. */
const ROW = 'ul > [data-item][tabindex="0"]'
const FILES = `${ROW}, #files:not(:has(${ROW}))`

/** The first two tab stops of the page. They lead past the header and the toolbar. */
export function SkipLinks() {
  return (
    <>
      <button type="button" className={LOOK} onClick={() => skipTo(FILES)}>
        {words.skipToFiles}
      </button>
      {/* Without room for the request beside the list, a button opens it. */}
      <button type="button" className={`${LOOK} max-lg:hidden`} onClick={() => skipTo('#request')}>
        {words.skipToRequest}
      </button>
    </>
  )
}

/** Moves the focus without a fragment link: the fragment names the file of the details. */
function skipTo(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus()
}
