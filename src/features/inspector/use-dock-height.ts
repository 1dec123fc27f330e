import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { dockHeight, heightBounds } from './dock-height.ts'

/** For as long as the page: a dock that is opened again is as high as it was. */
let chosenBefore: number | undefined

/** How high the dock is, which the page is told as `--dock` for as long as there is one. */
export function useDockHeight() {
  const [wanted, setWanted] = useState(chosenBefore)
  const width = useSyncExternalStore(subscribeSize, () => window.innerWidth)
  const windowHeight = useSyncExternalStore(subscribeSize, () => window.innerHeight)
  const size = { width, height: windowHeight }
  const height = dockHeight(wanted, size)

  // Follows the height into the style of the page, which is outside of React.
  useLayoutEffect(() => {
    document.documentElement.style.setProperty('--dock', `${height}px`)
  }, [height])

  // Takes it back when the dock goes.
  useLayoutEffect(() => () => void document.documentElement.style.removeProperty('--dock'), [])

  return {
    height,
    ...heightBounds(size),
    /** @param pixels undefined for the usual height */
    setHeight(pixels: number | undefined): void {
      chosenBefore = pixels
      setWanted(pixels)
    },
  }
}

function subscribeSize(listener: () => void): () => void {
  window.addEventListener('resize', listener)
  return () => window.removeEventListener('resize', listener)
}
