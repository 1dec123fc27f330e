import { type Context, createContext, use } from 'react'

/** @returns a context, and a hook that reads it and throws without a provider of this name */
export function createRequiredContext<T>(name: string): [Context<T | undefined>, () => T] {
  const context = createContext<T | undefined>(undefined)
  return [
    context,
    () => {
      const value = use(context)
      if (value === undefined) throw new Error(`No ${name}`)
      return value
    },
  ]
}
