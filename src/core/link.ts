/** Whether a URL that somebody else gave us may become a link: only http and https ever do. */
export function isWebLink(url: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol)
  } catch {
    return false
  }
}
