import { useEffect, useEffectEvent, useRef } from 'react'
import type { Given } from '../core/request/given.ts'
import type { UploadsStore } from '../core/uploads/uploads-store.ts'
import { useRequest } from '../features/request/request-context.ts'
import { addWhenUploaded } from './add-when-uploaded.ts'
import type { RequestDrops } from './request-drops.ts'

/** What was dropped or pasted outside of the request. */
export interface Arrival {
  given: Given
  /** Id of the reference that it replaces. */
  swap?: string | undefined
}

interface RequestArrivalsProps {
  store: UploadsStore
  drops: RequestDrops
  arrival: Arrival | undefined
  /** Called when the request has taken what it can. `lack` says why it took nothing. */
  onReceived: (arrival: Arrival, lack: string | undefined) => void
  /** Called with the path of a file for which the request has no room. */
  onFull: (path: string) => void
}

/** Passes uploaded files, links and text from the rest of the page to the request. */
export function RequestArrivals(props: RequestArrivalsProps) {
  const { store, drops, arrival } = props
  const { composer, drafts, swap, receive } = useRequest()
  const handled = useRef<Arrival>(undefined)
  const onFull = useEffectEvent(props.onFull)
  const onSwap = useEffectEvent(swap)
  const onArrival = useEffectEvent(async (next: Arrival) => {
    props.onReceived(next, await receive(next.given, next.swap))
  })

  // Follows the uploads, which end in any order.
  useEffect(
    () =>
      addWhenUploaded({
        ...{ store, composer, drops },
        composerOf: drafts.composerOf,
        swap: (id, files) => void onSwap(id, files),
        onFull: (path) => onFull(path),
      }),
    [store, composer, drafts, drops],
  )

  // Follows the document, where drops and pastes arrive.
  useEffect(() => {
    if (!arrival || handled.current === arrival) return
    handled.current = arrival
    void onArrival(arrival)
  }, [arrival])

  return null
}
