/** Makes a file that has changed on disk. Chromium no longer reads it. */
export async function changedFile(): Promise<File> {
  const root = await navigator.storage.getDirectory()
  const handle = await root.getFileHandle('changed', { create: true })
  const write = async (text: string) => {
    const writable = await handle.createWritable()
    await writable.write(text)
    await writable.close()
  }
  await write('bytes')
  const file = await handle.getFile()
  await write('other bytes')
  return file
}
