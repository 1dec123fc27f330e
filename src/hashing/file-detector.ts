import type { Inspection } from '../core/intake/intake.ts'
import workerUrl from './detect.worker.ts?worker&url'
import { openWorker } from './own-scripts.ts'
import type { FromInspectWorker, ToInspectWorker } from './protocol.ts'
import { createWorkerCalls } from './worker-calls.ts'

export interface FileDetector {
  /**
   * Detects size and media type of files. Returns them in the same order. An unreadable file
   * results in an Inspection as well.
   *
   * @throws {ProblemError} `worker-lost` when the worker has crashed
   */
  inspect(files: readonly File[]): Promise<Inspection[]>
  /** Starts the worker, so that its code is loaded before the first files. */
  prepare(): void
}

/**
 * Inspects files in a worker. The worker starts with the first files.
 *
 * @param whenLoadable resolves when a script that failed to load can be loaded
 */
export function createFileDetector(
  whenLoadable: (url: string) => Promise<void>,
  startWorker = () => openWorker(workerUrl),
): FileDetector {
  const calls = createWorkerCalls<ToInspectWorker, FromInspectWorker>(
    workerUrl,
    startWorker,
    whenLoadable,
  )
  return {
    prepare: calls.prepare,
    inspect: async (files) => (await calls.call((job) => ({ job, files }))).inspections,
  }
}
