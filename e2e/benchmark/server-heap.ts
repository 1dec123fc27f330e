import { once } from 'node:events'
import WebSocket from 'ws'

/** Collects garbage in a process with an inspector at `port`. @returns Its heap in MiB. */
export async function collectHeap(port: number): Promise<number> {
  const listed = await fetch(`http://127.0.0.1:${port}/json/list`)
  const [target] = (await listed.json()) as { webSocketDebuggerUrl: string }[]
  if (!target) throw new Error('The process has no inspector')
  const socket = new WebSocket(target.webSocketDebuggerUrl)
  await once(socket, 'open')
  let id = 0
  const ask = async (method: string): Promise<{ usedSize?: number }> => {
    id += 1
    const own = id
    socket.send(JSON.stringify({ id: own, method }))
    for (;;) {
      const [message] = await once(socket, 'message')
      const received = JSON.parse(String(message)) as { id?: number; result?: object }
      if (received.id === own) return received.result ?? {}
    }
  }
  // Twice, because finalizers of the first collection free more.
  await ask('HeapProfiler.collectGarbage')
  await ask('HeapProfiler.collectGarbage')
  const { usedSize } = await ask('Runtime.getHeapUsage')
  socket.close()
  return (usedSize ?? Number.NaN) / 1024 ** 2
}
