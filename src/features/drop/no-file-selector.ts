/**
 * Replaces file-selector in the bundle. react-dropzone falls back to it when it is given no
 * reader, but `usePageDrop` always gives one, so its 1.4 kB would never run.
 */
export async function fromEvent(): Promise<never[]> {
  return []
}
