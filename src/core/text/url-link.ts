/** Whether a URL that somebody else gave us may become a link: only http and https ever do. */
export function isWebLink(url: string): boolean {
  try {
    return /^https?:$/.test(new URL(url).protocol)
  } catch {
    return false
  }
}

/**
 * Whether it is a full http or https URL as it stands: with a host, without a user, and without
 * what `URL` would silently take away or turn around, such as spaces, backslashes and controls.
 */
export function isFullWebUrl(url: string): boolean {
  return /^https?:\/\/(?![^/?#]*@)[^\s\p{C}\\/][^\s\p{C}\\]*$/iu.test(url) && isWebLink(url)
}
