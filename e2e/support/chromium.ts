import { type ExecFileSyncOptions, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** Packages of Debian. The first draws no window, so stories take a third less time. */
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

/** Chromium's sandbox does not run as root. The other flags stop background traffic. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/**
 * Finds a Chromium: CHROMIUM_PATH, an installed one, or Playwright's own download.
 * On Debian as root, installs one when none is found.
 *
 * @returns its path
 * @throws when no Chromium is found or installed, with one sentence that says what to do
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
      // The package lists from before may be recent enough.
    }
    for (const name of DEBIAN) {
      const arguments_ = ['install', '-y', '-qq', '--no-install-recommends', name]
      try {
        execFileSync('apt-get', arguments_, options)
        return `/usr/bin/${name}`
      } catch {
        // Tries the next package. apt-get has printed the reason.
      }
    }
  }
  throw new Error(
    'The tests need a Chromium: install one, run `npx playwright install chromium`, or set CHROMIUM_PATH to its path.',
  )
}
