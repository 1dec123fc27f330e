import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { madeOnDisk } from '../files.ts'

export const KIB = 1024
export const MIB = 1024 * KIB

/** Pictures of noise, none like another, in a folder of their own. @returns their paths */
export async function makeFiles(count: number, size: number): Promise<string[]> {
  const folder = test.info().outputPath(`${count}-${size}`)
  mkdirSync(folder, { recursive: true })
  const paths = Array.from({ length: count }, (_, index) => join(folder, `${index + 1}.png`))
  for (const path of paths) await madeOnDisk(path, size)
  return paths
}
