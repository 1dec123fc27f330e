import type { MadeFile } from './smoke-page.ts'

/** @returns pictures whose names begin with `prefix`. No two have the same bytes. */
export function make(files: number, prefix: string, size = 4096): MadeFile[] {
  return Array.from({ length: files }, (_, index) => ({
    name: `${prefix}-${index}.bmp`,
    size,
    seed: index + size,
  }))
}
