import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { canInstall, installPackages, updatePackageLists } from '../support/apt.ts'
import { installedChromium } from '../support/chromium.ts'

/** The slowest engine comes first, so that the others run beside it. */
export const ENGINE_NAMES = ['webkit', 'firefox', 'chromium'] as const

export type EngineName = (typeof ENGINE_NAMES)[number]

interface Engine {
  title: string
  /** Debian packages. */
  packages: readonly string[]
  isInstalled: () => boolean
  /** What a person can do without apt-get. */
  otherWay: string
  /** What its driver cannot do, so that no test covers it. Sentences for people. */
  untested: readonly string[]
}

const pathOf = (name: string) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))

/** @throws when FIREFOX_PATH names no file */
export function findFirefox(): string | undefined {
  const asked = process.env.FIREFOX_PATH
  if (asked === undefined) return pathOf('firefox-esr') ?? pathOf('firefox')
  if (existsSync(asked)) return asked
  throw new Error(`FIREFOX_PATH names ${asked}, where there is no file.`)
}

const EVENTS = [
  'Files are dropped and pasted by events of a script.',
  'Its driver cannot choose a folder, so no test does.',
]

export const ENGINES: Record<EngineName, Engine> = {
  webkit: {
    title: 'WebKitGTK',
    packages: ['webkit2gtk-driver', 'xvfb', 'xauth'],
    isInstalled: () => ['WebKitWebDriver', 'xvfb-run'].every((name) => pathOf(name) !== undefined),
    otherWay: 'Other systems than Linux have no WebKitGTK.',
    untested: [
      ...EVENTS,
      'Its driver cannot cut the network. A relay does, and a script sends “offline” and “online”.',
      'Its window is at least 447 px wide, so no test sees the page at 390 px.',
    ],
  },
  firefox: {
    title: 'Firefox',
    packages: ['firefox-esr'],
    isInstalled: () => findFirefox() !== undefined,
    otherWay: 'Or set FIREFOX_PATH to the path of a Firefox.',
    untested: EVENTS,
  },
  chromium: {
    title: 'Chromium',
    packages: ['chromium-headless-shell'],
    isInstalled: () => installedChromium() !== undefined,
    otherWay: 'Or set CHROMIUM_PATH to the path of a Chromium.',
    untested: ['Files are dropped and pasted by events of a script. Stories choose a folder.'],
  },
}

/** Why an engine cannot run, as one sentence for people. Undefined when it is installed. */
export function missingReason(name: EngineName): string | undefined {
  const { title, packages, isInstalled } = ENGINES[name]
  if (isInstalled()) return undefined
  return `${title} is not installed: apt-get install ${packages.join(' ')}`
}

/** Installs the engines that are missing, on Debian as root. Says what is still missing. */
export function installEngines(names: readonly EngineName[]): void {
  const missing = names.filter((name) => missingReason(name) !== undefined)
  if (missing.length === 0) return
  if (canInstall()) {
    updatePackageLists()
    for (const name of missing) {
      const { title, packages } = ENGINES[name]
      console.log(`${title} is not installed; installing it with apt-get.`)
      installPackages(packages)
    }
  }
  for (const name of missing) {
    const reason = missingReason(name)
    if (reason !== undefined) console.log(`${reason}. ${ENGINES[name].otherWay}`)
  }
}
