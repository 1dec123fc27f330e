import { type ExecFileSyncOptions, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** Debian's packages. The first draws no window of its own, so stories take a third less time. */
const DEBIAN = ['chromium-headless-shell', 'chromium']

const INSTALLED = [
  ...DEBIAN.map((name) => `/usr/bin/${name}`),
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/usr/bin/microsoft-edge',
  '/opt/microsoft/msedge/msedge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** Root may not use Chromium's own sandbox; nothing here may phone home. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/**
 * Path of a Chromium to test with: CHROMIUM_PATH, one installed on the system,
 * Playwright's own download, or, on Debian as root, one installed now.
 *
 * @throws one sentence that says what to do where none can be had
 */
export function findChromium(): string {
  const asked = process.env.CHROMIUM_PATH
  if (asked !== undefined) {
    if (existsSync(asked)) return asked
    throw new Error(`CHROMIUM_PATH names ${asked}, where there is no file.`)
  }
  const found = [...INSTALLED, chromium.executablePath()].find((path) => existsSync(path))
  return found ?? installChromium()
}

function installChromium(): string {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('No Chromium found; installing it with apt-get.')
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const options: ExecFileSyncOptions = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment,
    }
    try {
      execFileSync('apt-get', ['update', '-qq'], options)
    } catch {
      // What is known of packages may do.
    }
    for (const name of DEBIAN) {
      const arguments_ = ['install', '-y', '-qq', '--no-install-recommends', name]
      try {
        execFileSync('apt-get', arguments_, options)
        return `/usr/bin/${name}`
      } catch {
        // The next one, else the sentence that says what to do; apt-get has said why.
      }
    }
  }
  throw new Error(
    'The tests need a Chromium: install one, run `npx playwright install chromium`, or set CHROMIUM_PATH to its path.',
  )
}
