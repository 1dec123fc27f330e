import { afterEach, expect, it } from 'vitest'
import { readLanguageChoice, storeLanguageChoice } from './language-choice.ts'

afterEach(() => storeLanguageChoice('automatic'))

it('a choice is kept until it is automatic again', () => {
  expect(readLanguageChoice()).toBe('automatic')
  storeLanguageChoice('de')
  expect(readLanguageChoice()).toBe('de')
  storeLanguageChoice('en')
  expect(readLanguageChoice()).toBe('en')
  storeLanguageChoice('automatic')
  expect(readLanguageChoice()).toBe('automatic')
})

it('a language that the page does not have counts as automatic', () => {
  // biome-ignore lint/suspicious/noDocumentCookie: as the page stores it.
  document.cookie = 'refdrop-language=xx; Path=/'
  expect(readLanguageChoice()).toBe('automatic')
})
