/** Modal dialogs and popovers that are open. The last is on top. */
let layers: readonly HTMLElement[] = []
const listeners = new Set<() => void>()

/** Listeners are notified later, because they show and hide layers. */
function change(next: readonly HTMLElement[]): void {
  layers = next
  queueMicrotask(() => {
    for (const listener of [...listeners]) listener()
  })
}

/** Call it when a layer is shown. The returned function removes the layer. */
export function addLayer(layer: HTMLElement): () => void {
  change([...layers, layer])
  return () => change(layers.filter((other) => other !== layer))
}

export function isTopLayer(layer: HTMLElement): boolean {
  return layers.at(-1) === layer
}

/** Whether a modal dialog outside of `element` makes it inert. */
export function isBehindModal(element: HTMLElement): boolean {
  return layers.some(
    (layer) => layer.matches(':modal') && !layer.contains(element) && !element.contains(layer),
  )
}

/** @returns a function that stops it */
export function watchLayers(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
