const TEXT = 'text/plain'

/**
 * The pictures of the clipboard, and its text. Browsers hide copied files from pages, and convert
 * pictures to PNG.
 *
 * @throws {DOMException} `NotAllowedError` when the person or the browser refuses
 */
export async function readClipboard(): Promise<DataTransfer> {
  const data = new DataTransfer()
  for (const item of await navigator.clipboard.read()) {
    const type = item.types.find((one) => /^(image|audio|video)\//.test(one))
    if (item.types.includes(TEXT)) data.setData(TEXT, await (await item.getType(TEXT)).text())
    if (type === undefined) continue
    const extension = type.split('/')[1]?.replace(/\+.*/, '')
    data.items.add(new File([await item.getType(type)], `image.${extension}`, { type }))
  }
  return data
}

/** Whether this browser lets a page ask for the clipboard. */
export function canReadClipboard(): boolean {
  return 'clipboard' in navigator && 'read' in navigator.clipboard
}
