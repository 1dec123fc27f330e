import { ArrowUp, ChevronDown, FolderUp } from 'lucide-react'
import { useRef } from 'react'
import { Button, type ButtonProps } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import type { MenuItem } from '../../ui/menu-item.ts'
import { Toolbar } from '../../ui/Toolbar.tsx'
import { words } from './choose-words.ts'
import { type DropPorts, useDrop } from './drop-context.ts'
import { words as inputWords } from './intake-words.ts'

/** A button and a menu that add files. Both are one tab stop. The arrow keys reach the menu. */
export function ChooseFiles({ className = '' }: { className?: string }) {
  const ports = useDrop()
  const main = useRef<HTMLButtonElement>(null)
  return (
    <Toolbar label={words.addFiles} className={`shrink-0 gap-0! ${className}`}>
      <Button
        ref={main}
        look="tinted"
        size="medium"
        onClick={ports.chooseFiles}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          const more = main.current?.nextElementSibling
          if (more instanceof HTMLElement) more.click()
        }}
        className="rounded-e-none px-2.5!"
      >
        <Icon of={ArrowUp} />
        <span>{inputWords.chooseFiles}</span>
      </Button>
      <MoreWays
        look="tinted"
        size="medium"
        className="relative w-7.5! rounded-s-none before:absolute before:inset-y-2 before:start-0 before:w-px before:bg-current before:opacity-30 pointer-coarse:w-11!"
      />
    </Toolbar>
  )
}

/** A menu of all ways to add files on this device. */
export function MoreWays(props: Omit<ButtonProps, 'onClick' | 'tight' | 'title'>) {
  const ports = useDrop()
  const items = () => waysToAdd(ports)
  return <MenuButton {...props} label={words.moreWays} icon={ChevronDown} items={items} />
}

function waysToAdd({ chooseFiles, chooseFolder, moreWays }: DropPorts): MenuItem[] {
  return [
    { id: 'files', label: inputWords.chooseFiles, icon: ArrowUp, keys: 'O', onSelect: chooseFiles },
    { id: 'folder', label: inputWords.chooseFolder, icon: FolderUp, onSelect: chooseFolder },
    ...moreWays(),
  ]
}
