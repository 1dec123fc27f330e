import type { GatewayId } from '../../core/api/gateways.ts'

/** Where files go, in words: a sandbox may never be taken for the real thing. */
export function Destination({
  gateway,
  upstream,
}: {
  gateway: GatewayId
  /** Host of the configured upstream, once it is known. */
  upstream: string | undefined
}) {
  if (gateway === 'sandbox') {
    return (
      <p className="text-sm">
        <strong className="text-sandbox">Sandbox.</strong> Files stay on this machine and their URLs
        work only here. Nothing reaches varg.ai. No key is needed. Each varg_… key opens an account
        of its own.
      </p>
    )
  }
  return (
    <p className="text-soft text-sm">
      Files go to <span className="font-mono text-ink">{upstream ?? 'varg.ai'}</span> with your key,
      byte for byte as they are.
    </p>
  )
}
