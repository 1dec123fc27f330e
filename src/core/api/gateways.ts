/** Base URL of the real gateway. */
export const VARG_API = 'https://api.varg.ai'

/** The two places that files can go to. */
export type GatewayId = 'varg' | 'sandbox'

export interface Gateway {
  id: GatewayId
  /** What people call it. */
  label: string
  /** Where its `/v1` begins on the page's own origin. */
  base: string
}

export const GATEWAYS: Record<GatewayId, Gateway> = {
  varg: { id: 'varg', label: 'varg.ai', base: '/api' },
  sandbox: { id: 'sandbox', label: 'Sandbox', base: '/sandbox' },
}

/** The key the page uses at the sandbox until somebody enters another. It opens nothing else. */
export const SANDBOX_KEY = 'varg_sandbox'
