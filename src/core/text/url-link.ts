/** Whether an untrusted URL may become a link. Only http and https may. */
export function isWebLink(url: string): boolean {
  try {
    return /^https?:$/.test(new URL(url).protocol)
  } catch {
    return false
  }
}

/**
 * Whether the text is a full http or https URL, with a host and without a user. It must not hold
 * what `URL` silently removes or replaces, such as spaces, backslashes and control characters.
 */
export function isFullWebUrl(url: string): boolean {
  return /^https?:\/\/(?![^/?#]*@)[^\s\p{C}\\/][^\s\p{C}\\]*$/iu.test(url) && isWebLink(url)
}
