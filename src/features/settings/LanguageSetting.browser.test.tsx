import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { readLanguageChoice, storeLanguageChoice } from '../../storage/language-choice.ts'
import { stageEachTest } from '../../ui/testing/show.tsx'
import { LanguageSetting } from './LanguageSetting.tsx'

const stage = stageEachTest()
const radio = (name: string) => page.getByRole('radio', { name })
const reload = page.getByRole('button', { name: /^Reload in/ })

beforeEach(() => {
  storeLanguageChoice('automatic')
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-US'])
})

afterEach(() => {
  Reflect.deleteProperty(document, 'cookie')
  storeLanguageChoice('automatic')
  vi.restoreAllMocks()
})

it('arrow keys choose a language, and the page offers to reload when it is another one', async () => {
  stage.show(<LanguageSetting />)
  await radio('Automatic').click()
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(radio('English')).toHaveFocus()
  expect(readLanguageChoice()).toBe('en')
  await expect.element(reload).not.toBeInTheDocument()
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(radio('Deutsch')).toHaveFocus()
  await expect.element(reload).toHaveTextContent('Reload in German')
  expect(readLanguageChoice()).toBe('de')
})

it('the page offers to reload when the browser prefers another language', async () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['fr', 'de-AT', 'en'])
  storeLanguageChoice('en')
  stage.show(<LanguageSetting />)
  await expect.element(radio('English')).toBeChecked()
  await expect.element(reload).not.toBeInTheDocument()
  await radio('Automatic').click()
  await expect.element(reload).toHaveTextContent('Reload in German')
})

it('the page says that it cannot store the choice when the browser blocks cookies', async () => {
  Object.defineProperty(document, 'cookie', { configurable: true, get: () => '', set() {} })
  stage.show(<LanguageSetting />)
  await radio('Deutsch').click()
  await expect.element(page.getByRole('alert')).toHaveTextContent(/blocks cookies/)
  await expect.element(radio('Automatic')).toBeChecked()
  await expect.element(reload).not.toBeInTheDocument()
})
