import { execFile } from 'node:child_process'
import { mkdtemp, rename, rm, symlink } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Site, startSite } from './server.ts'

const FIRST_BUILD = fileURLToPath(new URL('../../dist', import.meta.url))
const START = fileURLToPath(new URL('start-with-root.mjs', import.meta.url))
const BUILD_AGAIN = fileURLToPath(new URL('build-renamed.mjs', import.meta.url))

/** A server whose build can be replaced while it runs. It keeps its address in every restart. */
export interface Deployed {
  url: string
  site: () => Site
  /** Replaces the build with another one. */
  deploy: (folder: string) => Promise<void>
  /** Stops the server. Another one can take its port. */
  stop: () => Promise<void>
  start: () => Promise<void>
  /** Responds in place of the server until the story ends or the server starts again. */
  replaceWith: (listener: RequestListener) => Promise<void>
  end: () => Promise<void>
}

/** Starts a server with the build in `dist/`. */
export async function deployBuild(): Promise<Deployed> {
  const root = await mkdtemp(join(tmpdir(), 'refdrop-root-'))
  const deploy = async (folder: string) => {
    await symlink(folder, join(root, 'next'))
    await rename(join(root, 'next'), join(root, 'dist'))
  }
  await deploy(FIRST_BUILD)
  const environment = { SITE_ROOT: root, REFDROP_DATA: join(root, 'data') }
  let site = await startSite(environment, undefined, [], START)
  const { url } = site
  const port = Number(new URL(url).port)
  let other: ReturnType<typeof createServer> | undefined
  const stopOther = async () => {
    const server = other
    other = undefined
    if (!server) return
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  return {
    url,
    site: () => site,
    deploy,
    stop: () => site.stop(),
    async start() {
      await stopOther()
      site = await startSite(environment, port, [], START)
    },
    async replaceWith(listener) {
      await stopOther()
      const server = createServer(listener)
      other = server
      await new Promise<void>((resolve) => server.listen(port, resolve))
    },
    async end() {
      await stopOther()
      await site.stop()
      await rm(root, { recursive: true, force: true })
    },
  }
}

/** Builds the page again with another name. @returns the folder of the build */
export async function buildAgain(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'refdrop-build-'))
  await promisify(execFile)(process.execPath, [BUILD_AGAIN, folder, name])
  return folder
}
