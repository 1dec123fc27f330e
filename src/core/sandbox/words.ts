/**
 * Rules for the fields of a fault plan, after "must be", and refusals of a whole plan. Numbers are
 * written as in a plan.
 */
export const words = {
  range: (minimum: number, maximum: number) => `from ${minimum} to ${maximum}`,
  wholeNumber: 'a whole number',
  headerName: 'the name of a header',
  allowedHeader: (names: readonly string[]) =>
    `one of ${names.join(', ')} and those that begin with RateLimit or X-RateLimit`,
  latinLine: 'one line of Latin characters',
  asciiLine: 'one line of ASCII characters',
  oneTell: 'a list with at most one retry-… and one reset-…, for each is one header',
  eachFlawOnce: 'a list that names each flaw once',
  notEmpty: 'a list with something in it',
  atMostFaults: (count: number) => `at most ${count} faults`,
  noJson: 'The plan is not JSON.',
  plan: 'The plan',
}
