import { Component, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { leaveFocus } from './leave-focus.ts'
import { Notice } from './Notice.tsx'
import { words } from './words.ts'

interface BoundaryProps {
  /** The name of the part, as the beginning of a sentence: `The list`. */
  what: string
  /** Renders the notice as a list item. */
  isItem?: boolean
  children: ReactNode
}

/** An error boundary with a button that renders its part again. Uploads continue without it. */
export class Boundary extends Component<BoundaryProps, { isBroken: boolean }> {
  static getDerivedStateFromError = () => ({ isBroken: true })

  override state = { isBroken: false }

  override render(): ReactNode {
    const { what, isItem, children } = this.props
    if (!this.state.isBroken) return children
    const notice = (
      <div role="alert">
        <Notice text={words.broken(what)}>
          <Button
            onClick={({ currentTarget }) => {
              leaveFocus(currentTarget)
              this.setState({ isBroken: false })
            }}
          >
            {words.reloadPart}
          </Button>
        </Notice>
      </div>
    )
    return isItem ? <li>{notice}</li> : notice
  }
}
