import { expect, it } from 'vitest'
import { findLanguage } from './languages.ts'

it.each([
  [['de-AT', 'en'], 'de'],
  [['fr-FR', 'fr', 'de'], 'de'],
  [['en-US', 'de'], 'en'],
  [['fr'], 'en'],
  [['toString', 'den'], 'en'],
  [[], 'en'],
])('findLanguage finds the first language of %j that the page has', (tags, language) => {
  expect(findLanguage(tags)).toBe(language)
})
