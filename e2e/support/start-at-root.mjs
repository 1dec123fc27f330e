// @ts-check
import { readOptions } from '../../src/server/options.mjs'

/** Starts the built server with the page in `dist/` below the folder SERVED_ROOT. */
const { SERVED_ROOT: root } = process.env
const options = readOptions(process.argv.slice(2), process.env)
if (options === undefined || root === undefined) throw new Error('SERVED_ROOT is needed.')
const { builds: _, ...rest } = options
const bundle = new URL('../../dist-server/serve.js', import.meta.url).href
/** @type {typeof import('../../src/server/http/serve.ts')} */
const { serve } = await import(bundle)
await serve({ root, ...rest })
