// @ts-check
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { HELP, OptionError, readOptions } from './options.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Vite calls it once the settings are read.
 *
 * @type {import('vite').Plugin}
 */
const announceBuild = {
  name: 'announce-build',
  buildStart() {
    process.stdout.write('Building the page…\n')
  },
}

/** The exit code is 2 for an invalid command line and 1 for any other failure to start. */
try {
  const options = readOptions(process.argv.slice(2), process.env)
  if (options === undefined) process.stdout.write(HELP)
  else await start(options)
} catch (caught) {
  stop(
    caught instanceof Error ? caught.message : String(caught),
    caught instanceof OptionError ? 2 : 1,
  )
}

/** @param {NonNullable<ReturnType<typeof readOptions>>} options */
async function start({ builds, ...options }) {
  const bundle = join(ROOT, 'dist-server', 'serve.js')
  if (builds) {
    const { build } = await import('vite')
    await build({ root: ROOT, logLevel: 'warn', plugins: [announceBuild] })
  } else if (!existsSync(bundle)) {
    throw new Error('There is no build in dist/ yet: start without --no-build to make it.')
  }
  /** @type {typeof import('./http/serve.ts')} */
  const { serve } = await import(pathToFileURL(bundle).href)
  await serve({ root: ROOT, ...options })
}

/**
 * @param {string} sentence
 * @param {1 | 2} code
 */
function stop(sentence, code) {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = code
  // A server that already listens would keep the process alive.
  process.exit()
}
