import { type ExecFileSyncOptions, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const APT_GET = '/usr/bin/apt-get'

/** Whether this process may install packages of Debian. */
export const canInstall = () => process.getuid?.() === 0 && existsSync(APT_GET)

/** Updates the package lists, and keeps the lists from before when the network fails. */
export function updatePackageLists(): void {
  run(['update', '-qq'])
}

/** Installs packages of Debian. apt-get prints why it fails. @returns whether all are installed */
export function installPackages(names: readonly string[]): boolean {
  return run(['install', '-y', '-qq', '--no-install-recommends', ...names])
}

function run(options: readonly string[]): boolean {
  const settings: ExecFileSyncOptions = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  try {
    execFileSync(APT_GET, options, settings)
    return true
  } catch {
    return false
  }
}
