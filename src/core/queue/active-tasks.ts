import type { GatewayId } from '../api/gateways.ts'
import type { Upload, UploadId } from '../uploads/upload.ts'
import type { Send } from './link-rate.ts'

export type Pipeline = 'hashing' | 'sending'

/** One file's turn in a pipeline. */
export interface Task extends Send {
  pipeline: Pipeline
  gateway: GatewayId
  controller: AbortController
}

/** How many files may be hashed and sent at a time. */
export type Limits = Record<Pipeline, number>

export type ActiveTasks = ReturnType<typeof createActiveTasks>

/**
 * Who has a turn now. A run that was stopped may still be unwinding when its file gets
 * the next one: who no longer owns its file may not speak for it, nor free its slot.
 */
export function createActiveTasks(limits: Readonly<Limits>) {
  const tasks = new Map<UploadId, Task>()
  const counts = { hashing: 0, sending: 0 }

  /** Ends a file's turn, if it has one, and frees the slot. */
  function release(id: UploadId): void {
    const task = tasks.get(id)
    if (!task) return
    tasks.delete(id)
    counts[task.pipeline] -= 1
  }

  /** Sends to a gateway that began at a time or later. */
  function sendingTo(gateway: GatewayId, since = 0): Task[] {
    return Array.from(tasks.values()).filter(
      (task) => task.pipeline === 'sending' && task.gateway === gateway && task.began >= since,
    )
  }

  return {
    hasRoom: (pipeline: Pipeline) => counts[pipeline] < limits[pipeline],
    owns: (id: UploadId, task: Task) => tasks.get(id) === task,
    has: (id: UploadId) => tasks.has(id),
    isSending: (id: UploadId) => tasks.get(id)?.pipeline === 'sending',
    release,

    sendingTo,

    start({ id, gateway, size }: Upload, pipeline: Pipeline): Task {
      const controller = new AbortController()
      const task: Task = {
        pipeline,
        gateway,
        size,
        sent: 0,
        began: Date.now(),
        peers: 1,
        controller,
      }
      tasks.set(id, task)
      counts[pipeline] += 1
      const sends = pipeline === 'sending' ? sendingTo(gateway) : []
      for (const send of sends) send.peers = Math.max(send.peers, sends.length)
      return task
    },

    /** Takes a file's turn away in its middle. */
    abort(id: UploadId): void {
      tasks.get(id)?.controller.abort()
      release(id)
    },
  }
}
