/** What a request without a name, a prompt and references is called, and how a copy is. */
export const words = { empty: 'Empty request', copyOf: (name: string) => `${name} copy` }
