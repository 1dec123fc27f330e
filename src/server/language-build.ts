import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { build, type InlineConfig, type Plugin } from 'vite'
import { type Language, languageSuffix } from '../core/text/languages.ts'

/** Translations of texts in `index.html`, by the English text. */
const PAGE_TEXTS: Record<Language, Readonly<Record<string, string>>> = {
  en: {},
  de: {
    'lang="en"': 'lang="de"',
    'Drop reference media, get back stable URLs to paste into Varg generation requests.':
      'Referenzmedien ablegen und dauerhafte URLs für Varg-Anfragen erhalten.',
    'Refdrop hashes and uploads files in the browser; please allow JavaScript for this page.':
      'Refdrop berechnet Hashes und lädt Dateien im Browser hoch. Bitte JavaScript für diese Seite erlauben.',
  },
}

/** @throws {Error} if a text of the page has no translation */
export function translate(language: Language, english: string): string {
  const translated = language === 'en' ? english : PAGE_TEXTS[language][english]
  if (translated === undefined) throw new Error(`There is no ${language} text for: ${english}`)
  return translated
}

/**
 * Builds the page in one language. A module `words.ts` is replaced by its `words.de.ts`, so the
 * texts of a language are constants of its build, and no page loads another language.
 *
 * @throws {Error} during the build if `index.html` lacks a text of {@link PAGE_TEXTS}
 */
export function translatePage(language: Language): Plugin {
  const suffix = languageSuffix(language)
  return {
    name: 'refdrop-translate-page',
    enforce: 'pre',
    resolveId(source, importer) {
      if (suffix === '' || !importer || !/^\.\.?\/.*\.ts$/.test(source)) return undefined
      const path = resolve(dirname(importer), source).replace(/\.ts$/, `${suffix}.ts`)
      return existsSync(path) ? path : undefined
    },
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        Object.entries(PAGE_TEXTS[language]).reduce((text, [english, translated]) => {
          if (!text.includes(english)) throw new Error(`index.html has no text: ${english}`)
          return text.replace(english, () => translated)
        }, html),
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['index.html']
        if (suffix === '' || page?.type !== 'asset') return
        delete bundle['index.html']
        this.emitFile({ type: 'asset', fileName: `index${suffix}.html`, source: page.source })
      },
    },
  }
}

/**
 * Builds the page in more languages, into the same folder as the English build.
 *
 * @param configOf returns the configuration of a language
 */
export function buildLanguages(
  languages: readonly Language[],
  configOf: (language: Language) => InlineConfig,
): Plugin {
  let common: InlineConfig = {}
  let building: Promise<void> | undefined

  async function buildAll(): Promise<void> {
    for (const language of languages) {
      const { build: options, ...config } = configOf(language)
      const kept = { emptyOutDir: false, copyPublicDir: false }
      await build({ ...config, ...common, build: { ...options, ...common.build, ...kept } })
    }
  }

  return {
    name: 'refdrop-build-languages',
    apply: 'build',
    configResolved({ root, base, logLevel = 'info', build: { outDir } }) {
      common = { root, base, logLevel, configFile: false, build: { outDir } }
    },
    renderStart: {
      order: 'post',
      // Vite has emptied the folder now.
      handler() {
        building ??= buildAll()
        // `closeBundle` awaits this promise. If the English build fails first, nothing does.
        building.catch(() => {})
      },
    },
    async closeBundle() {
      await building
    },
  }
}
