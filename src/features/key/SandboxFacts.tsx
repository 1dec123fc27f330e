import { words } from './destination-words.ts'

/** Whether this page's own server, and so the sandbox, runs on the computer of the person. */
const isHere = () => /^(localhost|127\.|\[::1\])/.test(location.hostname)

/** Where the sandbox keeps files, and what its URLs are good for. */
export function SandboxFacts({ className }: { className: string }) {
  return <p className={className}>{words.sandboxFacts(isHere())}</p>
}
