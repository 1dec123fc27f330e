/** Names of a request without a name, prompt and references, and of a copy. */
export const words = { empty: 'Empty request', copyOf: (name: string) => `${name} copy` }
