import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Runs a script of the deploy folder. @throws {Error} with what it wrote to stderr */
export async function runScript(name: string, ...args: string[]): Promise<void> {
  const path = fileURLToPath(new URL(`../deploy/${name}`, import.meta.url))
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [path, ...args], (error, _, complaint) => {
      if (error) reject(new Error(complaint))
      else resolve()
    })
  })
}
