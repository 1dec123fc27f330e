import { words } from './destination-words.ts'

/** Whether this page's own server, and so the sandbox, runs on the computer of the person. */
const isHere = () => /^(localhost|127\.|\[::1\])/.test(location.hostname)

/** Says where the sandbox keeps files, and that real requests cannot use its URLs. */
export function SandboxFacts({ className }: { className: string }) {
  return <p className={className}>{words.sandboxFacts(isHere())}</p>
}
