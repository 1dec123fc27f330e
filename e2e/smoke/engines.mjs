// @ts-check
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** @typedef {'firefox' | 'webkit'} EngineName */

/**
 * @typedef {object} Engine
 * @property {string} title
 * @property {readonly string[]} missing Programs that are not installed.
 * @property {string} install How to install them.
 */

/** @type {(name: string) => string | undefined} */
const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))

/** FIREFOX_PATH, or the Firefox on the PATH. */
export const findFirefox = () =>
  process.env.FIREFOX_PATH ?? onPath('firefox-esr') ?? onPath('firefox')

/** @type {() => Record<EngineName, Engine>} */
export function findEngines() {
  const webkit = ['WebKitWebDriver', 'xvfb-run'].filter((name) => onPath(name) === undefined)
  return {
    firefox: {
      title: 'Firefox',
      missing: findFirefox() === undefined ? ['firefox-esr'] : [],
      install: 'apt-get install firefox-esr, or set FIREFOX_PATH to the path of a Firefox',
    },
    webkit: {
      title: 'WebKit (WebKitGTK)',
      missing: webkit,
      install: 'apt-get install webkit2gtk-driver xvfb',
    },
  }
}
