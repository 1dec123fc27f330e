import { useEffect, useEffectEvent, useState } from 'react'

/**
 * Collects what is typed while the code of a text field loads, so that neither a shortcut nor
 * another field gets it. Escape cancels. Enter does nothing.
 *
 * @returns the text so far. It is empty again after the first render with the field.
 */
export function useEarlyText(isLoading: boolean, onCancel: () => void): string {
  const [text, setText] = useState('')
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const { key } = event
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (key === 'Escape') onCancel()
    else if (key.length === 1) setText((before) => before + key)
    else if (key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
  })

  // Follows the document in the capture phase, before any control of the page.
  useEffect(() => {
    if (!isLoading) return
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    document.addEventListener('keydown', listener, true)
    return () => {
      document.removeEventListener('keydown', listener, true)
      setText('')
    }
  }, [isLoading])

  return text
}
