import { readGesture } from '../../../src/features/drop/read-drop.ts'

// What the page does to have the files of a drop, and nothing else.
document.ondragover = (event) => event.preventDefault()
document.ondrop = async (event) => {
  event.preventDefault()
  const began = performance.now()
  const { candidates } = await readGesture(event)
  performance.measure('read', { start: began, detail: candidates.length })
}
