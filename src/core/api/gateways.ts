/** Base URL of the real gateway. */
export const VARG_API = 'https://api.varg.ai'

/** Where a key of the real gateway is made and its balance topped up. */
export const DASHBOARD = 'https://app.varg.ai'

/** The destinations of uploads. */
export type GatewayId = 'varg' | 'sandbox'

export interface Gateway {
  id: GatewayId
  /** Its name for people. */
  label: string
  /** The path before `/v1` on the page's own origin. */
  base: string
}

export const GATEWAYS: Record<GatewayId, Gateway> = {
  varg: { id: 'varg', label: 'varg.ai', base: '/api' },
  sandbox: { id: 'sandbox', label: 'Sandbox', base: '/sandbox' },
}

/** The default key for the sandbox. No other gateway accepts it. */
export const SANDBOX_KEY = 'varg_sandbox'

/** Path of the fault plan, below the base of the sandbox. */
export const FAULTS_PATH = '/faults'
