import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url))

/** English catalogue texts that differ in German, without texts that functions return. */
async function loadEnglishTexts(): Promise<Set<string>> {
  const texts = new Set<string>()
  const paths = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  for (const path of paths.filter((name) => name.endsWith('words.de.ts'))) {
    const german = await import(join(SOURCE, path))
    const english = await import(join(SOURCE, path.replace(/\.de\.ts$/, '.ts')))
    collect(english.words, german.words)
  }
  return texts

  function collect(english: unknown, german: unknown): void {
    if (typeof english === 'string' && english !== german) texts.add(english.trim())
    if (typeof english !== 'object' || english === null) return
    for (const [name, member] of Object.entries(english)) {
      collect(member, (german as Record<string, unknown>)[name])
    }
  }
}

const loading = loadEnglishTexts()

/** English texts that the page shows, also in labels, placeholders and titles. */
export async function findEnglish(page: Page): Promise<string[]> {
  const english = await loading
  const shown = await page.evaluate(() => {
    const names = ['aria-label', 'aria-description', 'placeholder', 'title', 'alt']
    return [...document.querySelectorAll('body, body *')].flatMap((element) => [
      ...[...element.childNodes].flatMap((node) =>
        node.nodeType === Node.TEXT_NODE ? [node.nodeValue ?? ''] : [],
      ),
      ...names.map((name) => element.getAttribute(name) ?? ''),
    ])
  })
  return [...new Set(shown.map((text) => text.trim()))].filter((text) => english.has(text))
}
