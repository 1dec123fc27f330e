import { type ExecFileSyncOptions, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const APT_GET = '/usr/bin/apt-get'

/** Whether this process may install Debian packages. */
export const canInstall = () => process.getuid?.() === 0 && existsSync(APT_GET)

/** Updates the package lists, or keeps the old ones when the network fails. */
export function updatePackageLists(): void {
  run(['update', '-qq'])
}

/** Installs Debian packages. apt-get prints why it fails. @returns whether all are installed */
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
