const encoder = new TextEncoder()

/** 16 hex digits by FNV-1a with 64 bits. Tells texts apart, but is no protection against forgery. */
export function hashText(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of encoder.encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  }
  return hash.toString(16).padStart(16, '0')
}
