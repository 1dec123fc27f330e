// @ts-check
import { readOptions } from '../../src/server/options.mjs'

/** Starts the built server with the page of another folder: `dist/` in `SITE_ROOT`. */
const options = readOptions(process.argv.slice(2), process.env)
if (options === undefined) throw new Error('This script has no help.')
const { builds: _, ...rest } = options
const bundle = new URL('../../dist-server/serve.js', import.meta.url).href
/** @type {typeof import('../../src/server/http/serve.ts')} */
const { serve } = await import(bundle)
await serve({ root: process.env.SITE_ROOT ?? '', ...rest })
