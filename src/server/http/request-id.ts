/** 16 hex digits of a UUID. Node generates random UUIDs in batches, so this is fast. */
export function newRequestId(): string {
  const uuid = crypto.randomUUID()
  return uuid.slice(0, 8) + uuid.slice(-8)
}
