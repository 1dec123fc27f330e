import { GATEWAYS } from '../../src/core/api/gateways.ts'
import { SEND_2 } from '../../src/core/api/v2/send-v2.ts'
import { made } from './files.ts'
import { KEY } from './fixtures.ts'
import type { Site } from './server.ts'

/** Uploads in flight while a story prepares the gateway. */
const AT_ONCE = 16

/** Stores pictures of one pixel at the sandbox, as another machine would. The first is the oldest. */
export async function seedFiles(
  { url }: Pick<Site, 'url'>,
  names: readonly string[],
): Promise<void> {
  const waiting = [...names]
  async function uploadNext(): Promise<void> {
    const name = waiting.shift()
    if (name === undefined) return
    const response = await fetch(url + GATEWAYS.sandbox.base + SEND_2.route.path, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${KEY}`,
        'Content-Type': 'image/png',
        'X-Filename': encodeURIComponent(name),
      },
      body: new Uint8Array(made(name, 80).buffer),
    })
    if (!response.ok) throw new Error(await response.text())
    await response.arrayBuffer()
    return uploadNext()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, uploadNext))
}
