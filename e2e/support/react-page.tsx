// biome-ignore-all lint/a11y: the elements are there for their events and attributes.
import {
  Activity,
  Component,
  createContext,
  memo,
  type ReactNode,
  StrictMode,
  startTransition,
  use,
  useDeferredValue,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

/** A page that uses what Refdrop uses of React, for the story of its slim build. */
function Page() {
  return (
    <Named value="context">
      <Broken when="render" />
      <Broken when="effect" />
      <Broken when="transition" />
      <Hidden />
      <Form />
      <Events />
      <List />
      <Attributes />
    </Named>
  )
}

const Named = createContext('')

/** What happened, oldest first. */
const log: string[] = []
Object.assign(window, { log })

class Boundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  static getDerivedStateFromError = () => ({ isBroken: true })

  override state = { isBroken: false }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    return <button onClick={() => this.setState({ isBroken: false })}>Again</button>
  }
}

function Broken({ when }: { when: 'render' | 'effect' | 'transition' }) {
  return (
    <section aria-label={when}>
      <Boundary>
        <Breaking when={when} />
      </Boundary>
    </section>
  )
}

function Breaking({ when }: { when: string }) {
  const [isBroken, setBroken] = useState(false)
  useEffect(() => {
    if (isBroken && when === 'effect') throw new Error('effect')
  }, [isBroken, when])
  if (isBroken && when !== 'effect') throw new Error(when)
  const destroy = () => setBroken(true)
  return (
    <button onClick={when === 'transition' ? () => startTransition(destroy) : destroy}>
      Break
    </button>
  )
}

function Hidden() {
  const [isShown, setShown] = useState(true)
  return (
    <section aria-label="hidden">
      <button onClick={() => setShown(!isShown)}>Toggle</button>
      <Activity mode={isShown ? 'visible' : 'hidden'}>
        <Counter />
      </Activity>
    </section>
  )
}

function Counter() {
  const [count, setCount] = useState(0)
  const deferred = useDeferredValue(count)
  useEffect(() => {
    log.push('shown')
    return () => void log.push('hidden')
  }, [])
  return (
    <>
      <button onClick={() => flushSync(() => setCount(count + 1))}>Count</button>
      <output>{`${use(Named)} ${count} ${deferred}`}</output>
    </>
  )
}

function Form() {
  const [facts, setFacts] = useState({ text: 'a', chosen: 'x', isOn: false, long: 'b' })
  const set = (change: Partial<typeof facts>) => setFacts({ ...facts, ...change })
  return (
    <form
      aria-label="form"
      onSubmit={(event) => {
        event.preventDefault()
        log.push('submit')
      }}
    >
      <input
        aria-label="text"
        value={facts.text}
        onChange={({ target }) => set({ text: target.value.toUpperCase() })}
        onFocus={() => log.push('focus')}
        onBlur={() => log.push('blur')}
      />
      <select
        aria-label="chosen"
        value={facts.chosen}
        onChange={({ target }) => set({ chosen: target.value })}
      >
        <option>x</option>
        <option>y</option>
      </select>
      <input
        type="checkbox"
        aria-label="on"
        checked={facts.isOn}
        onChange={({ target }) => set({ isOn: target.checked })}
      />
      {['x', 'y'].map((name) => (
        <input
          key={name}
          type="radio"
          name="radio"
          aria-label={`radio ${name}`}
          checked={facts.chosen === name}
          onChange={() => set({ chosen: name })}
        />
      ))}
      <textarea
        aria-label="long"
        value={facts.long}
        onChange={({ target }) => set({ long: target.value })}
        onSelect={({ currentTarget }) => log.push(`select ${currentTarget.selectionStart}`)}
      />
      <button type="submit">Send</button>
      <output>{JSON.stringify(facts)}</output>
    </form>
  )
}

/** Props of handlers that write their names to the log. */
const logged = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, () => log.push(name)]))

function Events() {
  return (
    <section aria-label="events" onClick={() => log.push('outer click')}>
      <div
        role="application"
        aria-label="target"
        tabIndex={0}
        style={{ overflow: 'auto', height: 40 }}
        {...logged('onDragEnter', 'onDragLeave', 'onDragOver', 'onDragStart', 'onDrop')}
        {...logged('onKeyDown', 'onMouseDown', 'onMouseMove', 'onPaste', 'onScroll')}
        {...logged('onPointerDown', 'onPointerEnter', 'onPointerLeave', 'onPointerMove')}
        {...logged('onClickCapture', 'onDoubleClick', 'onContextMenu', 'onInput')}
      >
        <button
          onClick={(event) => {
            log.push(`click ${event.detail}`)
            event.stopPropagation()
          }}
        >
          Inner
        </button>
        <div style={{ height: 200 }} />
      </div>
      <video
        aria-label="media"
        {...logged('onError', 'onPlay', 'onPause', 'onTimeUpdate', 'onLoadedMetadata')}
      />
    </section>
  )
}

const Item = memo(function Item({ name }: { name: string }) {
  const renders = useRef(0)
  renders.current += 1
  const handle = useRef<{ name: string }>(null)
  useImperativeHandle(handle, () => ({ name }))
  return <li>{`${name} ${renders.current}`}</li>
})

function List() {
  const [names, setNames] = useState(['a', 'b', 'c'])
  return (
    <section aria-label="list">
      <button onClick={() => setNames(['c', 'd', 'a'])}>Change</button>
      <ul>
        {names.map((name) => (
          <Item key={name} name={name} />
        ))}
      </ul>
    </section>
  )
}

function Attributes() {
  const style = { height: 10, opacity: 0.5, lineHeight: 2, '--own': 3 }
  return (
    <section aria-label="attributes">
      <label htmlFor="field" className="label" style={style} hidden={false} data-on={true}>
        Label
      </label>
      <input id="field" readOnly disabled tabIndex={-1} spellCheck={false} value="" />
      <a href={`javascript:${0}`}>Link</a>
      <svg viewBox="0 0 1 1" strokeWidth={2} strokeLinecap="round" aria-hidden>
        <path d="M0 0h1" clipPath="none" />
      </svg>
    </section>
  )
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Page />
  </StrictMode>,
)

/** Renders a component that throws an error outside of all error boundaries. */
export function breakRoot(root: HTMLElement): void {
  createRoot(root).render(<Breaking when="render" />)
}
Object.assign(window, { breakRoot })
