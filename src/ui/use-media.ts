import { useCallback, useSyncExternalStore } from 'react'

/** Viewports on which popovers and menus are bottom sheets. */
export const PHONE = '(width < 40rem)'

/** Viewports on which the request is a drawer or a sheet. */
export const NARROW = '(width < 64rem)'

export const COARSE = '(pointer: coarse)'

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}
