import { formatCents, formatSeconds, plural } from '../../core/text/format.ts'

export const words = {
  estimate: 'Estimate price',
  /** 1 credit is 1 cent. */
  price: (cents: number) => `${formatCents(cents)} (${plural(cents, 'credit')})`,
  noPrice: 'No price known.',
  /** By the gateway's code. */
  codes: new Map([
    ['model_not_found', "The gateway doesn't know this model."],
    ['invalid_request', 'The gateway would refuse this request.'],
    ['no_pricing', 'The gateway has no price for this model now.'],
  ]),
  rateLimit: (seconds: number) =>
    `You reached the gateway's rate limit. Ask again in ${formatSeconds(seconds)}.`,
  refused: (status: number) => `The gateway named no price (${status}).`,
}
