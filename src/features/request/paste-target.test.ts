import { expect, it } from 'vitest'
import { isForTray, type PasteTarget } from './paste-target.ts'

const URL = 'https://s3.varg.ai/u/1/a.png'

it.each<[string, PasteTarget, boolean, boolean]>([
  ['no URL', 'pane', false, true],
  [URL, 'pane', false, true],
  ['', 'pane', true, false],
  ['', 'pane', false, false],
  [URL, 'pane', true, false],
  [`const A = "${URL}"`, 'prompt', false, true],
  [`const A = "${URL}"`, 'field', false, true],
  [`a\thttps://s3.varg.ai/a.png`, 'prompt', true, true],
  [URL, 'prompt', false, true],
  [`${URL}\n${URL}`, 'prompt', false, true],
  [URL, 'field', false, false],
  [`Dinesh, the one at ${URL}.`, 'prompt', false, false],
  ['', 'prompt', true, false],
  ['', 'prompt', false, false],
  ['Two meet', 'prompt', false, false],
  [`curl -X POST ${URL}`, 'field', false, true],
  [`![a](${URL})`, 'prompt', false, true],
])('isForTray of %j in the %s with files %s is %s', (text, target, hasFiles, expected) => {
  expect(isForTray(text, target, hasFiles)).toBe(expected)
})
