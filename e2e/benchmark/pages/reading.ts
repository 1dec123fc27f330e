import { readGesture } from '../../../src/features/drop/read-drop.ts'

// Measures only how the page reads the files of a drop.
document.ondragover = (event) => event.preventDefault()
document.ondrop = async (event) => {
  event.preventDefault()
  const began = performance.now()
  const { candidates } = await readGesture(event)
  performance.measure('read', { start: began, detail: candidates.length })
}
