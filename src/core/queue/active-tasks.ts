import type { GatewayId } from '../api/gateways.ts'
import type { Upload, UploadId } from '../uploads/upload.ts'
import type { Send } from './link-rate.ts'

export type Pipeline = 'hashing' | 'asking' | 'sending'

/** Work in flight for a file: hashing, asking or sending. */
export interface Task extends Send {
  pipeline: Pipeline
  gateway: GatewayId
  controller: AbortController
}

export type Limits = Record<Pipeline, number>

export type ActiveTasks = ReturnType<typeof createActiveTasks>

/**
 * The tasks in flight, at most one for each file. An aborted task may still be unwinding when
 * its file gets the next one. Check {@link owns} before a task changes its file.
 */
export function createActiveTasks(limits: Readonly<Limits>) {
  const tasks = new Map<UploadId, Task>()
  const counts = { hashing: 0, asking: 0, sending: 0 }

  /** Frees the slot of a file's task, if it has one. Does not abort the task. */
  function release(id: UploadId): void {
    const task = tasks.get(id)
    if (!task) return
    tasks.delete(id)
    counts[task.pipeline] -= 1
  }

  /** Calls of a gateway that began at `since` or later: sends and asks. */
  function callsTo(gateway: GatewayId, since = 0): Task[] {
    return Array.from(tasks.values()).filter(
      (task) => task.pipeline !== 'hashing' && task.gateway === gateway && task.began >= since,
    )
  }

  function sendingTo(gateway: GatewayId): Task[] {
    return callsTo(gateway).filter(({ pipeline }) => pipeline === 'sending')
  }

  return {
    hasRoom: (pipeline: Pipeline) => counts[pipeline] < limits[pipeline],
    owns: (id: UploadId, task: Task) => tasks.get(id) === task,
    has: (id: UploadId) => tasks.has(id),
    isIn: (pipeline: Pipeline, id: UploadId) => tasks.get(id)?.pipeline === pipeline,
    release,
    callsTo,
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

    /** Aborts the task of a file and frees its slot. */
    abort(id: UploadId): void {
      tasks.get(id)?.controller.abort()
      release(id)
    },
  }
}
