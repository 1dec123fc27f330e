import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'vite'
import {
  isLanguage,
  LANGUAGE_CODES,
  type Language,
  languageSuffix,
} from './src/core/text/languages.ts'
import { flatWords } from './src/server/flat-words.ts'
import { compressFiles } from './src/server/http/compressed-files.ts'
import { buildLanguages, translatePage } from './src/server/language-build.ts'
import { LOOPBACK } from './src/server/loopback.mjs'
import { nameReact } from './src/server/name-react.ts'
import { buildOfflineWorker } from './src/server/offline-worker.ts'
import { plainImports } from './src/server/plain-imports.ts'
import { refdropServer } from './src/server/plugin.ts'
import { describeBadPort, parsePort } from './src/server/port.mjs'
import { preloadParts } from './src/server/preload-parts.ts'
import { bundleServer } from './src/server/server-bundle.ts'
import { slimDropzone } from './src/server/slim-dropzone.ts'
import { slimHash } from './src/server/slim-hash.ts'
import { slimIcons } from './src/server/slim-icons.ts'
import { slimIdb } from './src/server/slim-idb.ts'
import { slimQuery } from './src/server/slim-query.ts'
import { slimReact } from './src/server/slim-react.ts'
import { splitStyles } from './src/server/split-styles.ts'
import { StartError } from './src/server/start-error.ts'
import { TERSER_OPTIONS } from './src/server/terser-options.ts'

const port = parsePort(process.env.PORT)
if (port === undefined) throw new StartError(describeBadPort(process.env.PORT))

/** Lazy modules that each page needs right after its first load. */
const PARTS = ['/app/open-session.ts', '/app/Workbench.tsx']

/** A lazy module that says why files wait, also when the network is lost right after the first load. */
const FIRST_LATER = ['/list/list-parts.ts']

/** Lazy modules that appear with the first stylesheet, and those that need only the second. */
const EARLY = ['/app/EmptyPage.tsx']
const LIST = ['/app/Workbench.tsx']

/** Modules of the chunk that loads after a gesture. */
const GESTURES = new RegExp(
  [
    'list/list-parts',
    'request/request-parts',
    'CopyByHandDialog',
    'core/api/explain',
    'features/(drop|samples)/',
    '(Paste|Swap)Dialog|request/(read-references|receive)',
    'app/(verify-file|history-transfer|imports|listed-files|delete-file|job-files|NewsToast)',
    'http/(fetch-uploaded|fetch-file|import-url)',
  ].join('|'),
)

/** Modules of the chunk for shares, launched files, notifications and offline use. */
const WAYS_IN = new RegExp(
  [
    'app/(ways-in|list-ways|share-list|launched-files|finished-notice)',
    'features/share/|drop/read-clipboard|offline/(register|show-notice|notice-message)|storage/share-inbox',
  ].join('|'),
)

const inSource = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url))

/** Imports of packages for features that the page does not use, with their replacements. */
const UNUSED = [
  { find: 'file-selector', replacement: inSource('features/drop/no-file-selector.ts') },
  { find: /^\.\.\/createLucideIcon\.mjs$/, replacement: inSource('ui/create-icon.ts') },
  { find: /^\.\/infiniteQueryBehavior\.js$/, replacement: inSource('http/no-infinite-query.ts') },
  {
    find: /^\.\/(suspense|errorBoundaryUtils|IsRestoringProvider|QueryErrorResetBoundary)\.js$/,
    replacement: inSource('http/plain-query.ts'),
  },
]

/** The only language of `npm run dev`, or of a build that should be quick. */
const { REFDROP_LANGUAGE: only } = process.env

/** Languages of a build besides English. */
const OTHERS = only === 'en' ? [] : LANGUAGE_CODES.filter((language) => language !== 'en')

const folderOf = (language: Language) => `assets${languageSuffix(language).replace('.', '/')}`

/** The page in one language. English also builds the others, the server and compressed files. */
const configOf = (language: Language): UserConfig => ({
  // The page may be served below a sub-path.
  base: './',
  plugins: [
    translatePage(language),
    react(),
    // Vite minifies for the browsers of `cssTarget`.
    tailwindcss({ optimize: false }),
    refdropServer(),
    slimDropzone(inSource('features/drop/use-page-drop.ts')),
    slimIcons(),
    nameReact(),
    slimReact(),
    slimQuery(),
    slimIdb(),
    flatWords(),
    plainImports(),
    preloadParts(PARTS, FIRST_LATER),
    splitStyles(EARLY, LIST),
    buildOfflineWorker(language, inSource('offline/service-worker.ts')),
    ...(language === 'en'
      ? [buildLanguages(OTHERS, configOf), bundleServer(), compressFiles()]
      : []),
  ],
  resolve: { alias: UNUSED },
  server: {
    port,
    strictPort: true,
    host: LOOPBACK,
    // Only the page's own origin needs the server.
    cors: false,
  },
  build: {
    target: 'es2023',
    cssTarget: ['chrome125', 'firefox128', 'safari17.5'],
    minify: 'terser',
    terserOptions: TERSER_OPTIONS,
    // The page prefetches all parts. Dependency lists of each part would cost 1 kB.
    modulePreload: false,
    // The content security policy forbids data: URLs for scripts, styles and fonts.
    assetsInlineLimit: 0,
    assetsDir: folderOf(language),
    rolldownOptions: {
      // Minification takes most of the time, as intended.
      checks: { bundlerTimings: false },
      optimization: { inlineConst: { mode: 'all' } },
      output: {
        minify: true,
        codeSplitting: {
          groups: [
            // The modules of the first load stay in one chunk.
            { name: 'index', tags: ['$initial'] },
            // Each group takes what its modules import, unless an earlier group has it. Parts that
            // are needed together share a chunk, which compresses better.
            // The empty page appears without the list.
            { name: 'EmptyPage', test: /app.EmptyPage/ },
            { name: 'open-session', test: /app.open-session|core.history|http.ask\.ts/ },
            { name: 'decide-kinds', test: /preview.decide-kinds/ },
            { name: 'Workbench', test: /app.Workbench/ },
            { name: 'layers', test: /ui.(PopoverPanel|MenuPanel|tooltip-layer|Dialog)/ },
            { name: 'key', test: /features.key|core.api.read-key/ },
            // Shares and launched files, which the page looks for once its list is open.
            { name: 'ways-in', test: WAYS_IN },
            // Code for gestures and failures, which would compress worse in small chunks.
            { name: 'gestures', test: GESTURES },
            {
              name: 'commands',
              test: /app.(PageCommands|list-commands|SandboxStorage)|FailuresPill/,
            },
            { name: 'PreviewDialog', test: /PreviewDialog|app.media-previews/ },
            { name: 'SettingsDialog', test: /CommandDialogs|SettingsDialog/ },
            {
              name: 'Inspector',
              test: /app.(Inspector|custom-sends)|exchange-schema|http.(check-call|follow-uploads)\.ts/,
            },
          ],
        },
        // size-limit recognizes the parts by the names of their chunks.
        chunkFileNames: `${folderOf(language)}/lazy-[name]-[hash].js`,
      },
    },
  },
  worker: {
    format: 'es',
    plugins: () => [translatePage(language), slimHash()],
    rolldownOptions: {
      checks: { bundlerTimings: false },
      output: {
        minify: true,
        comments: false,
        // Both workers hash. Their builds emit the same file for the library.
        codeSplitting: { groups: [{ name: 'library', test: /hash-wasm/ }] },
        chunkFileNames: `${folderOf(language)}/hash.worker-[name]-[hash].js`,
      },
    },
  },
  // Vite discovers imports of workers late, and then reloads the page at the first drop.
  optimizeDeps: { include: ['hash-wasm'] },
})

export default defineConfig(({ command }) =>
  configOf(command === 'serve' && isLanguage(only) ? only : 'en'),
)
