import { API_VERSIONS, type ApiVersion, DEFAULT_VERSION } from '../../core/api/api-version.ts'
import type { ErrorWire } from '../../core/api/contract.ts'
import { FAULTS_PATH } from '../../core/api/gateways.ts'
import { findRoute, idIn, type Route } from '../../core/api/route.ts'
import { ROUTES_1 } from '../../core/api/v1/routes-v1.ts'
import { UNSERVED_1 } from '../../core/api/v1/unserved-v1.ts'
import { JOB_ROUTES_2 } from '../../core/api/v2/job-routes-v2.ts'
import { ROUTES_2 } from '../../core/api/v2/routes-v2.ts'
import { UNSERVED_2 } from '../../core/api/v2/unserved-v2.ts'
import type { Endpoint as Tool } from '../../core/request/generation.ts'
import { getBalance, getBalance2, getMe } from './account-endpoints.ts'
import { createJob } from './create-job.ts'
import { estimate } from './estimate.ts'
import { checkFile, deleteFile, getFile, listFiles } from './file-endpoints.ts'
import type { Endpoint } from './handle-request.ts'
import { importFile } from './import-file.ts'
import { changeJob, getJob1, getJob2, getJobStatus, listJobs } from './job-endpoints.ts'
import { probeFile } from './probe-file.ts'
import { receiveFile } from './receive-file.ts'

const upload: Endpoint = (sandboxRequest) => receiveFile(sandboxRequest)

const generate =
  (tool: Tool): Endpoint =>
  (sandboxRequest) =>
    createJob(sandboxRequest, tool)

/** The calls that the sandbox serves. */
const ENDPOINTS: Record<ApiVersion, ReadonlyMap<Route, Endpoint>> = {
  1: new Map<Route, Endpoint>([
    [ROUTES_1.send, upload],
    [ROUTES_1.balance, getBalance],
    [ROUTES_1.me, getMe],
    [ROUTES_1.image, generate('image')],
    [ROUTES_1.video, generate('video')],
    [ROUTES_1.transcription, generate('transcription')],
    [ROUTES_1.job, getJob1],
  ]),
  2: new Map<Route, Endpoint>([
    [ROUTES_2.send, upload],
    [ROUTES_2.ask, checkFile],
    [ROUTES_2.list, listFiles],
    [ROUTES_2.file, getFile],
    [ROUTES_2.remove, deleteFile],
    [ROUTES_2.import, importFile],
    [ROUTES_2.probe, probeFile],
    [ROUTES_2.balance, getBalance2],
    [ROUTES_2.me, getMe],
    [ROUTES_2.estimate, estimate],
    [ROUTES_2.image, generate('image')],
    [ROUTES_2.video, generate('video')],
    [ROUTES_2.transcription, generate('transcription')],
    [ROUTES_2.job, getJob2],
    [JOB_ROUTES_2.list, listJobs],
    [JOB_ROUTES_2.status, getJobStatus],
    [JOB_ROUTES_2.refresh, changeJob],
    [JOB_ROUTES_2.cancel, changeJob],
    [JOB_ROUTES_2.retry, changeJob],
  ]),
}

const ROUTES: Record<ApiVersion, readonly Route[]> = {
  1: [...ENDPOINTS[1].keys()],
  2: [...ENDPOINTS[2].keys()],
}

/** Calls that only real gateways serve. */
const UNSERVED: Record<ApiVersion, readonly Route[]> = { 1: UNSERVED_1, 2: UNSERVED_2 }

const METHODS = ['GET', 'POST', 'DELETE'] as const

/** The call of a request. */
export interface FoundCall {
  version: ApiVersion
  endpoint: Endpoint
  isUpload: boolean
  /** The id in the path. Empty in a path without one. */
  id: string
}

/** The version that a path names. The fallback is the older one. */
export function versionOf(path: string): ApiVersion {
  return API_VERSIONS.find((version) => `${path}/`.startsWith(`/v${version}/`)) ?? DEFAULT_VERSION
}

/** @param path without a query */
export function findCall(method: string, path: string): FoundCall | undefined {
  const version = versionOf(path)
  const route = findRoute(ROUTES[version], method, path)
  const endpoint = route && ENDPOINTS[version].get(route)
  if (!endpoint) return undefined
  return { version, endpoint, isUpload: endpoint === upload, id: idIn(route, path) ?? '' }
}

/** The methods that a path has. */
export function methodsAt(path: string): string[] {
  return METHODS.filter((method) => findCall(method, path) !== undefined)
}

/** The error for a path that has no method here. */
export function describeMissing(method: string, path: string): ErrorWire {
  const version = versionOf(path)
  const paths = [...new Set(ROUTES[version].map((route) => route.path))]
  const served = `The sandbox has ${paths.join(', ')}, ${FAULTS_PATH} and the files under /u.`
  const isKnown = findRoute(UNSERVED[version], method, path) !== undefined
  const message = isKnown
    ? `${method} ${path.slice(0, 200)} is a call of the gateway that the sandbox does not serve. ${served}`
    : served
  return { error: 'NotFoundError', message }
}
