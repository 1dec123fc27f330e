import * as v from 'valibot'
import { contentKey } from '../core/api/content.ts'
import { wholeBetween } from '../core/api/field-schemas.ts'
import { StoredProblemSchema } from '../core/api/problem-schema.ts'
import type { HistoryEntry } from '../core/history/history.ts'
import {
  GatewaySchema,
  HashSchema,
  HistoryEntrySchema,
  UploadedFileSchema,
} from '../core/history/history-schema.ts'
import type { StoredUpload, TabNews } from '../core/session/stored.ts'
import type { Stage, StageName } from '../core/uploads/stage.ts'

const CountSchema = wholeBetween(0, Number.MAX_VALUE)
const KindSchema = v.object({ kind: v.string() })

const HASHED = ['hash', 'attempts'] as const

/** Required facts of each stage. Other facts are optional but must have the right type. */
const FACTS: Record<StageName, readonly string[]> = {
  queued: [],
  hashing: ['hashed'],
  ready: HASHED,
  waiting: [...HASHED, 'reason'],
  uploading: [...HASHED, 'sent'],
  confirming: HASHED,
  uploaded: [...HASHED, 'result', 'origin'],
  failed: ['problem', 'attempts'],
  canceled: ['attempts'],
  'missing-file': ['attempts'],
}

const FactsSchema = v.object({
  name: v.picklist(Object.keys(FACTS) as StageName[]),
  hash: v.optional(HashSchema),
  attempts: v.optional(CountSchema),
  hashed: v.optional(CountSchema),
  sent: v.optional(CountSchema),
  reason: v.optional(KindSchema),
  problem: v.optional(KindSchema),
  origin: v.optional(v.string()),
  result: v.optional(UploadedFileSchema),
  earlier: v.optional(UploadedFileSchema),
  expected: v.optional(HashSchema),
  sentAs: v.optional(HashSchema),
  again: v.optional(v.boolean()),
  first: v.optional(v.string()),
  fetchedBack: v.optional(v.number()),
})

function isStage(input: unknown): input is Stage {
  const facts = v.safeParse(FactsSchema, input)
  if (!facts.success) return false
  const there: Record<string, unknown> = facts.output
  return FACTS[facts.output.name].every((fact) => there[fact] !== undefined)
}

/** The stage missing-file in records of earlier builds. */
const FormerSchema = v.object({ name: v.literal('choose-again') })

/** Another build of the page may have stored a problem that is unknown here. */
const StageSchema = v.pipe(
  v.unknown(),
  v.transform((input): unknown =>
    v.is(FormerSchema, input) ? { ...input, name: 'missing-file' } : input,
  ),
  v.custom<Stage>(isStage),
  v.transform((stage): Stage => {
    if (!('problem' in stage) || stage.problem === undefined) return stage
    return { ...stage, problem: v.parse(StoredProblemSchema, stage.problem) }
  }),
)

const UploadSchema = v.object({
  key: v.string(),
  tab: v.string(),
  path: v.string(),
  size: CountSchema,
  mediaType: v.string(),
  gateway: GatewaySchema,
  batch: v.optional(v.number()),
  below: v.optional(CountSchema),
  stage: StageSchema,
  entry: v.fallback(v.optional(HistoryEntrySchema), undefined),
})

/** The valid uploads. Skips other values. */
export function readUploads(found: readonly unknown[]): StoredUpload[] {
  return readAll(UploadSchema, found)
}

const NewsSchema = v.variant('type', [
  v.object({
    type: v.literal('uploaded'),
    upload: v.pipe(
      UploadSchema,
      v.check(({ stage }) => stage.name === 'uploaded'),
    ),
    entry: v.optional(HistoryEntrySchema),
  }),
  v.object({ type: v.literal('removed'), keys: v.array(v.string()) }),
  v.object({
    type: v.literal('history'),
    changed: v.optional(v.array(HistoryEntrySchema)),
    gone: v.optional(v.array(v.string())),
  }),
  v.object({
    type: v.literal('mismatch'),
    gateway: GatewaySchema,
    hash: HashSchema,
    url: v.string(),
    problem: StoredProblemSchema,
  }),
]) satisfies v.GenericSchema<unknown, TabNews>

/** A message of another tab, or undefined when another build posted an unknown one. */
export function readTabNews(message: unknown): TabNews | undefined {
  const parsed = v.safeParse(NewsSchema, message)
  return parsed.success ? parsed.output : undefined
}

/** The entry, when it is valid and stored under its own key. */
export function readEntry(found: unknown, key: string): HistoryEntry | undefined {
  const parsed = v.safeParse(HistoryEntrySchema, found)
  return parsed.success && contentKey(parsed.output) === key ? parsed.output : undefined
}

/** The valid entries. Skips other values. */
export function readEntries(found: readonly unknown[]): HistoryEntry[] {
  return readAll(HistoryEntrySchema, found)
}

function readAll<S extends v.GenericSchema>(
  schema: S,
  found: readonly unknown[],
): v.InferOutput<S>[] {
  return found.flatMap((value) => {
    const parsed = v.safeParse(schema, value)
    return parsed.success ? [parsed.output] : []
  })
}
