/**
 * Bodies of version 2 as a gateway writes them. The contract guarantees no member, so the parsers
 * require far fewer. The sandbox writes all of them.
 */

/** The members that every description of a file has. */
interface FileWire {
  url: string
  media_type: string
}

/** Pixels and milliseconds. */
export interface MetadataWire {
  width?: number | undefined
  height?: number | undefined
  duration_ms?: number | undefined
}

/** Facts about a file that only version 2 states. */
export interface NamedWire {
  filename: string | null
  title: string | null
  subtitle: string | null
  metadata: MetadataWire | null
}

/** The file in the response to a lookup by hash. */
export interface FoundWire extends FileWire {
  file_id: string
  size: number | null
  filename: string | null
  origin: 'upload' | 'generated'
}

export type FoundAnswerWire = { exists: true; file: FoundWire } | { exists: false; file: null }

/** A file in a list. Its id and its size have other names than in the other answers. */
export interface ListedWire extends FileWire, NamedWire {
  id: string
  size_bytes: number | null
  hash: string | null
  thumbnail_url: string | null
  origin: 'upload' | 'generated'
  tool: string | null
  /** ISO 8601. */
  created_at: string
}

export interface FilePageWire {
  data: ListedWire[]
  nextCursor: number | null
}

/** A file that a job made. */
export interface OutputWire extends FileWire {
  file_id: string | null
  size_bytes: number | null
  thumbnail_url: string | null
}

export interface MeWire2 {
  userId: string
  email: string | null
}

/** Whole cents. */
export interface BalanceWire2 {
  available: number
  reserved: number
  total_balance: number
  subscription_balance: number
  rollover_balance: number
  onetime_balance: number
  subscription_expires: string | null
  rollover_expires: string | null
}

/** A generation. Members that are null may get a value later. */
export interface JobWire2 {
  id: string
  status: 'queued' | 'submitting' | 'running' | 'completed' | 'failed' | 'cancelled'
  tool: string
  /** The body as it was sent. */
  input: unknown
  output: { version: string; outputs: OutputWire[] } | null
  error: { code: string; message: string } | null
  progress_message: string | null
  /** From 0 to 1. */
  progress: number | null
  progress_metadata: unknown
  estimated_duration_ms: number | null
  estimated_cost_cents: number | null
  actual_cost_cents: number | null
  provider: string | null
  provider_model: string | null
  provider_status: string | null
  provider_job_id: string | null
  started_at: string | null
  completed_at: string | null
  created_at: string
  pricing: {
    estimated: number | null
    actual: number | null
    billing: string | null
    cached: boolean | null
    billed_units: number | null
    pricing_id: string | null
  }
  /** Only in the response that creates the job. */
  urls?: Record<'self' | 'status' | 'refresh' | 'cancel' | 'retry', string>
}
