import * as v from 'valibot'
import { type ContentHash, type GatewayResponse, readBody } from '../contract.ts'
import { words } from '../field-words.ts'
import type { Call } from '../gateway-call.ts'
import { type GatewayFile, GatewayFileSchema } from './gateway-file.ts'
import { maybeAmount, maybeList } from './lenient.ts'
import { ROUTES_2 } from './routes-v2.ts'

/** Error code when the account has no file with the given id. */
export const FILE_NOT_FOUND = 'file_not_found'

const FoundSchema = v.object({
  exists: v.boolean(words.type.boolean),
  file: v.optional(v.unknown()),
})

const PageSchema = v.object({ data: maybeList, nextCursor: maybeAmount })

const RemovedSchema = v.object({ deleted: v.literal(true, 'true') })

/** Filters and paging of a list. */
export interface FileFilter {
  kind?: 'image' | 'video' | 'audio' | 'upload' | 'generated' | undefined
  /** Words in prompts and titles. */
  q?: string | undefined
  /** Milliseconds since 1970. Older files are left out. */
  from?: number | undefined
  limit?: number | undefined
  /** Start of the page: `next` of the previous page. */
  cursor?: number | undefined
}

export interface FilePage {
  files: GatewayFile[]
  /** The cursor of the next page. Undefined at the end. */
  next: number | undefined
}

/** Asks for a file with these bytes. Undefined when the account has none. */
export const ASK: Call<ContentHash, GatewayFile | undefined> = {
  route: ROUTES_2.ask,
  parts: (hash) => ({ query: { hash } }),
  read(response) {
    const { exists, file } = readBody(FoundSchema, response)
    return exists ? toFile(file) : undefined
  },
}

/** Lists files of the account. Entries without a URL are left out. */
export const LIST: Call<FileFilter, FilePage> = {
  route: ROUTES_2.list,
  parts: ({ from, ...filter }) => ({
    query: { ...filter, from: from === undefined ? from : new Date(from).toISOString() },
  }),
  read(response) {
    const { data = [], nextCursor } = readBody(PageSchema, response)
    return { files: data.flatMap((entry) => toFile(entry) ?? []), next: nextCursor }
  },
}

/** One file by its id. */
export const GET_FILE: Call<string, GatewayFile> = {
  route: ROUTES_2.file,
  parts: (id) => ({ id }),
  read: readFile,
}

/** Removes a file from the lists. Its bytes are deleted later. */
export const REMOVE: Call<string, void> = {
  route: ROUTES_2.remove,
  parts: (id) => ({ id }),
  read: (response) => void readBody(RemovedSchema, response),
}

/** Makes the gateway fetch a URL and store what it finds. */
export const IMPORT: Call<{ url: string; name?: string | undefined }, GatewayFile> = {
  route: ROUTES_2.import,
  parts: ({ url, name }) => ({ json: { url, filename: name } }),
  read: readFile,
}

/** Makes the gateway measure the file at a URL. One document says that this costs 5 credits. */
export const PROBE: Call<string, GatewayFile> = {
  route: ROUTES_2.probe,
  parts: (url) => ({ json: { url } }),
  read: readFile,
}

function readFile(response: GatewayResponse): GatewayFile {
  return readBody(GatewayFileSchema, response)
}

function toFile(entry: unknown): GatewayFile | undefined {
  const read = v.safeParse(GatewayFileSchema, entry)
  return read.success ? read.output : undefined
}
