import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

/** A minimal React page: a heading and a button. */
const root = document.getElementById('root')
if (!root) throw new Error('react-only.html has no element #root')
createRoot(root).render(
  <StrictMode>
    <h1>React only</h1>
    <button type="button" onClick={() => document.body.classList.toggle('pressed')}>
      Press
    </button>
  </StrictMode>,
)
