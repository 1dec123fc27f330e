import type { FullConfig } from '@playwright/test'
import { ENGINE_NAMES, installEngines } from './engines.ts'

/** Runs once before all tests. */
export default function setUp({ projects }: FullConfig): void {
  installEngines(ENGINE_NAMES.filter((engine) => projects.some(({ name }) => name === engine)))
}
