import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { canInstall, installPackages, updatePackageLists } from './apt.ts'

/** Debian packages. The first draws no window, so stories take a third less time. */
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
export const findChromium = (): string => installedChromium() ?? installChromium()

/** @throws when CHROMIUM_PATH names no file */
export function installedChromium(): string | undefined {
  const asked = process.env.CHROMIUM_PATH
  if (asked === undefined)
    return [...INSTALLED, chromium.executablePath()].find((path) => existsSync(path))
  if (existsSync(asked)) return asked
  throw new Error(`CHROMIUM_PATH names ${asked}, where there is no file.`)
}

function installChromium(): string {
  if (canInstall()) {
    console.log('No Chromium found; installing it with apt-get.')
    updatePackageLists()
    const installed = DEBIAN.find((name) => installPackages([name]))
    if (installed !== undefined) return `/usr/bin/${installed}`
  }
  throw new Error(
    'The tests need a Chromium: install one, run `npx playwright install chromium`, or set CHROMIUM_PATH to its path.',
  )
}
