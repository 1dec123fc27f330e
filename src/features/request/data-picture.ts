/** Decodes a `data:` URL of a picture. Returns undefined for other types and broken data. */
export function readDataPicture(url: string, name: string): File | undefined {
  const [, type = '', isBase64, data = ''] =
    /^data:(image\/[\w.+-]+)(?:;[\w-]+=[^;,]*)*(;base64)?,(.*)$/is.exec(url) ?? []
  if (type === '') return undefined
  try {
    const text = decodeURIComponent(data)
    const bytes = isBase64
      ? Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
      : new TextEncoder().encode(text)
    const extension = type.slice('image/'.length).replace(/\+.*/, '')
    return new File([bytes], `${name}.${extension}`, { type })
  } catch {
    return undefined
  }
}
