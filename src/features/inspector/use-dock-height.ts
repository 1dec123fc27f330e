import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { dockHeight, heightBounds } from './dock-height.ts'

/** Kept until the page is closed. A dock that opens again has its last height. */
let chosenBefore: number | undefined

/** The height of the dock. Sets `--dock` on the root while the dock is open. */
export function useDockHeight() {
  const [wanted, setWanted] = useState(chosenBefore)
  const width = useSyncExternalStore(subscribeSize, () => window.innerWidth)
  const windowHeight = useSyncExternalStore(subscribeSize, () => window.innerHeight)
  const size = { width, height: windowHeight }
  const height = dockHeight(wanted, size)

  // Sets the height on the root element, which React does not render.
  useLayoutEffect(() => {
    document.documentElement.style.setProperty('--dock', `${height}px`)
  }, [height])

  // Removes it when the dock closes.
  useLayoutEffect(() => () => void document.documentElement.style.removeProperty('--dock'), [])

  return {
    height,
    ...heightBounds(size),
    /** @param pixels undefined for the default height */
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
