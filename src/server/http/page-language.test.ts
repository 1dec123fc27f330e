import { expect, it } from 'vitest'
import { ask } from '../testing/http-client.ts'
import { serveApp } from '../testing/served-app.ts'

async function languageOf(headers: Record<string, string>, path = '/'): Promise<string> {
  const { origin } = await serveApp()
  const { bytes, headers: received } = await ask(origin + path, { headers })
  const text = bytes.toString()
  if (path === '/') expect(received.vary).toBe('Accept-Language, Cookie, Accept-Encoding')
  return text.includes('Die Seite') ? 'de' : text.includes('The page') ? 'en' : text
}

it.each([
  ['de', 'de'],
  ['de-AT,de;q=0.9,en;q=0.5', 'de'],
  ['en-GB,en;q=0.9,de;q=0.8', 'en'],
  ['fr,de;q=0.2', 'de'],
  ['de;q=0', 'en'],
  ['fr', 'en'],
  ['*', 'en'],
  ['', 'en'],
  [';;;,,,q=', 'en'],
])('the page is in the language of Accept-Language %j', async (accepted, language) => {
  expect(await languageOf({ 'Accept-Language': accepted })).toBe(language)
})

it.each([
  ['refdrop-language=de', 'de'],
  ['a=1; refdrop-language=de; b=2', 'de'],
  ['refdrop-language=../secret', 'en'],
  ['refdrop-language=constructor', 'en'],
  ['not-refdrop-language=de', 'en'],
  ['refdrop-language=', 'en'],
])('the choice of a person in the cookie %j decides', async (cookie, language) => {
  expect(await languageOf({ Cookie: cookie, 'Accept-Language': 'en' })).toBe(language)
})

it('a chosen English wins over a German browser', async () => {
  const headers = { Cookie: 'refdrop-language=en', 'Accept-Language': 'de' }
  expect(await languageOf(headers)).toBe('en')
})

it('a page in one language can be opened by its file', async () => {
  expect(await languageOf({ 'Accept-Language': 'en' }, '/index.de.html')).toBe('de')
})
