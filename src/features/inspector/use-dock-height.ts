import { useState } from 'react'
import { useValue } from '../../ui/use-value.ts'
import { dockHeight, heightBounds } from './dock-height.ts'

/** Kept until the page is closed. An inspector that opens again has its last height. */
let chosenBefore: number | undefined

const WIDTH = { get: () => window.innerWidth, subscribe: subscribeSize }
const HEIGHT = { get: () => window.innerHeight, subscribe: subscribeSize }

/** The height of the inspector and its limits, in pixels. */
export function useDockHeight() {
  const [wanted, setWanted] = useState(chosenBefore)
  const size = { width: useValue(WIDTH), height: useValue(HEIGHT) }

  return {
    height: dockHeight(wanted, size),
    ...heightBounds(size.height),
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
