import { SCRIPT_POLICY } from '../core/api/server-info.ts'
import detector from './detect.worker.ts?worker&url'
import hasher from './hash.worker.ts?worker&url'
import drawer from './picture.worker.ts?worker&url'

/** Part of the Trusted Types API. TypeScript's `lib.dom` and older browsers lack it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string }
}

const rules = {
  createScriptURL(url: string): string {
    // The last one is the service worker of this build, in the language of the page.
    if ([detector, hasher, drawer, import.meta.env.OFFLINE_WORKER].includes(url)) return url
    throw new TypeError(url)
  },
}

/** The only policy of the page, which the server names in its headers. */
const policy =
  (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy(
    SCRIPT_POLICY,
    rules,
  ) ?? rules

/**
 * The URL of a worker script. In browsers with Trusted Types, it is an object that only TypeScript
 * takes for a string.
 *
 * @param url of a worker in this build, or of its service worker, relative to the page
 * @throws {TypeError} for every other URL
 */
export const ownScript = (url: string): string => policy.createScriptURL(url)

/** @param url see {@link ownScript} */
export const openWorker = (url: string): Worker => new Worker(ownScript(url), { type: 'module' })
