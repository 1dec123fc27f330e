import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import createIcon from './create-icon.ts'

it('draws the shapes of an icon, hidden from assistive technology', () => {
  const Cross = createIcon({ node: [['path', { d: 'M1 1', key: 'a' }]] })
  const drawn = renderToStaticMarkup(createElement(Cross, { size: 15, className: 'shrink-0' }))
  expect(drawn).toContain('<path d="M1 1"></path>')
  expect(drawn).toMatch(/aria-hidden="true" width="15" .*class="shrink-0"/)
})
