import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { Reference, TaggedReference } from '../../core/request/reference.ts'
import type { Role } from '../../core/request/roles.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import type { MenuItem } from '../../ui/menu-item.ts'
import { ReferenceName } from './ReferenceName.tsx'
import { HIDDEN_MOVES, TRAY_LOOKS, type TrayLook } from './tray-looks.ts'
import { words } from './tray-words.ts'

const MARKS = {
  lifted: 'opacity-40',
  before: 'before:top-0',
  after: 'before:bottom-0',
  swap: 'bg-selected! before:inset-0.5 before:rounded-control before:border-2 before:border-accent',
} as const

/** Marks in columns, where the neighbours are at the sides. */
const SIDE_MARKS = { ...MARKS, before: 'before:start-0', after: 'before:end-0' }

interface TrayRowProps {
  reference: TaggedReference
  place: number
  count: number
  role: Role | undefined
  look: TrayLook
  /** Whether the row is dragged, or where a drop would insert or replace. */
  mark: keyof typeof MARKS | undefined
  onStep: (id: string, steps: -1 | 1, button: HTMLElement) => void
  onRename: (id: string, name: string) => void
  onRemove: (id: string, button: HTMLElement) => void
  /** The items of its menu. */
  listItems: (reference: TaggedReference) => readonly MenuItem[]
  renderThumbnail: (reference: Reference) => ReactNode
}

/** One reference: its picture, tag, name and role. All of it can be dragged. */
export const TrayRow = memo(function TrayRow(props: TrayRowProps) {
  const { reference, place, count, look, mark, onStep, onRename, onRemove, listItems } = props
  const { id, tag, name, identifier } = reference
  const isColumn = look === 'columns'
  // A narrow column has room for a name or a role.
  const role = (isColumn && props.role === 'reference') || mark === 'swap' ? undefined : props.role
  const isUnused = props.role === 'unused' || props.role === 'extra'
  const classes = TRAY_LOOKS[look]
  const line = isColumn ? 'before:inset-y-0 before:w-0.5' : 'before:inset-x-0 before:h-0.5'
  const drop = mark === 'before' || mark === 'after' ? `${line} before:bg-accent` : ''

  return (
    <li
      aria-label={name ? `${tag} ${name}` : tag}
      draggable
      data-id={id}
      data-place={place}
      className={`group/row relative grid items-center before:pointer-events-none before:absolute before:z-1 after:absolute after:end-0 after:bottom-0 after:h-px after:bg-line hover:bg-panel-hover focus-within:bg-panel-hover ${classes.row} ${drop} ${mark ? (isColumn ? SIDE_MARKS : MARKS)[mark] : ''}`}
    >
      {/* A picture that is dragged by itself would count as a file. */}
      <div
        className={`pointer-events-none grid place-items-center overflow-hidden rounded-md bg-sunken forced-color-adjust-none *:size-full! ${classes.thumbnail} ${isUnused ? 'opacity-50' : ''}`}
      >
        {props.renderThumbnail(reference)}
      </div>
      <div
        className={`flex min-w-0 ${isColumn ? 'flex-col' : 'items-center gap-x-2'} ${role ? 'roomy:flex-wrap pointer-coarse:-mt-3' : ''}`}
      >
        <span
          className={`shrink-0 cursor-grab leading-4 ${isUnused ? 'font-medium text-soft' : 'font-strong text-accent'}`}
        >
          <bdi>{tag}</bdi>
        </span>
        {!(isColumn && role) && (
          <ReferenceName
            tag={tag}
            name={name || identifier}
            onRename={(next) => onRename(id, next)}
          />
        )}
        {role && (
          <span
            className={`shrink-0 truncate text-badge ${isColumn ? 'leading-3.5' : 'ms-auto roomy:w-full pointer-coarse:-mt-3.5'} ${isUnused ? 'text-soft' : 'text-ink'}`}
          >
            {words.roles[role]}
          </span>
        )}
      </div>
      {mark === 'swap' && (
        <span className="pointer-events-none absolute inset-y-0 end-3 z-2 grid place-items-center">
          <span className="rounded-chip bg-accent-fill px-1.5 font-strong text-badge text-on-accent">
            {words.swapHere}
          </span>
        </span>
      )}
      <div className={classes.actions}>
        <div className={look === 'rows' ? HIDDEN_MOVES : 'contents'}>
          <IconButton
            label={words.moveUp}
            icon={ChevronUp}
            idle={place === 0}
            className={`bg-transparent! aria-disabled:opacity-40 ${classes.button}`}
            onClick={({ currentTarget }) => onStep(id, -1, currentTarget)}
          />
          <IconButton
            label={words.moveDown}
            icon={ChevronDown}
            idle={place === count - 1}
            className={`bg-transparent! aria-disabled:opacity-40 ${classes.button}`}
            onClick={({ currentTarget }) => onStep(id, 1, currentTarget)}
          />
          <MenuButton
            label={words.moreActions(tag)}
            items={() => listItems(reference)}
            className={`bg-transparent! ${classes.button}`}
          />
        </div>
        <IconButton
          label={words.remove}
          icon={X}
          className={`relative ${classes.button}`}
          onClick={({ currentTarget }) => onRemove(id, currentTarget)}
        />
      </div>
    </li>
  )
})
