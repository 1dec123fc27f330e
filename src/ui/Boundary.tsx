import { Component, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { leaveFocus } from './leave-focus.ts'
import { Notice } from './Notice.tsx'

interface BoundaryProps {
  /** What is in it, at the beginning of a sentence: `The list`. */
  what: string
  /** It stands in a list. */
  isItem?: boolean
  children: ReactNode
}

/** A part of the page that may fail alone. It says so and can be reloaded; uploads need no page. */
export class Boundary extends Component<BoundaryProps, { isBroken: boolean }> {
  static getDerivedStateFromError = () => ({ isBroken: true })

  override state = { isBroken: false }

  override render(): ReactNode {
    const { what, isItem, children } = this.props
    if (!this.state.isBroken) return children
    const notice = (
      <div role="alert">
        <Notice text={`${what} could not be shown. Uploads continue.`}>
          <Button
            onClick={({ currentTarget }) => {
              leaveFocus(currentTarget)
              this.setState({ isBroken: false })
            }}
          >
            Reload this part
          </Button>
        </Notice>
      </div>
    )
    return isItem ? <li>{notice}</li> : notice
  }
}
