import type { ErrorWire } from '../../core/api/contract.ts'

/** The error for a target that is not plain. */
export const BAD_TARGET: ErrorWire = {
  error: 'ValidationError',
  message: 'The target of the request must be a path that begins with one slash.',
}

/** Accepts only targets that every URL parser reads the same way. Vite does not catch parse errors. */
export function isPlainTarget(url: string): boolean {
  const [path = ''] = url.split('?', 1)
  const isPlain = /^\/(?!\/)[!-~]*$/.test(url) && !/[\\#]/.test(path) && !url.includes('#')
  return isPlain && decodesToText(path)
}

/**
 * Whether each part of a plain path is a name. With `..` or an encoded slash, the file could be in
 * another folder than the one that decides its headers.
 */
export function hasPlainNames(path: string): boolean {
  return path.split('/').every((part) => !/^\.\.?$|[\\/]/.test(decodeURIComponent(part)))
}

function decodesToText(path: string): boolean {
  try {
    return !/\p{Cc}/u.test(decodeURIComponent(path))
  } catch {
    return false
  }
}
