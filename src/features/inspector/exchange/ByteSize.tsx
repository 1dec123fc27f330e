import { words } from '../words.ts'

/** "17.2 MB 18,035,507 bytes". A small size is shown once. */
export function ByteSize({ bytes }: { bytes: number }) {
  const exact = words.call.bytes(bytes)
  if (bytes < 1024) return exact
  return (
    <>
      <span>{words.call.size(bytes)}</span> <span className="text-soft">{exact}</span>
    </>
  )
}
