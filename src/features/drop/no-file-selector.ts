/**
 * Replaces file-selector in the bundle, which saves 1.4 kB. react-dropzone uses it only
 * without a reader, and `usePageDrop` always passes one.
 */
export async function fromEvent(): Promise<never[]> {
  return []
}
