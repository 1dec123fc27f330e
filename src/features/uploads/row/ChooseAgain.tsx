import { useMutation } from '@tanstack/react-query'
import { FileSearch } from 'lucide-react'
import { useRef } from 'react'
import { explain } from '../../../core/api/explain.ts'
import { asProblem } from '../../../core/api/problem.ts'
import type { Stage } from '../../../core/uploads/stage.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import { Button } from '../../../ui/Button.tsx'
import { leaveFocus } from '../../../ui/leave-focus.ts'
import { useUploads } from '../uploads-context.ts'

/** Asks for the bytes of a file that the browser has lost, or that changed on disk. */
export function ChooseAgain({ upload: { id, path, stage } }: { upload: Upload }) {
  const { chooseAgain } = useUploads()
  const input = useRef<HTMLInputElement>(null)
  const choose = useMutation({ mutationFn: (file: File) => chooseAgain(id, file) })
  const told = stage.name === 'missing-file' ? stage.problem : undefined
  const problem = choose.error ? asProblem(choose.error) : told

  return (
    <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 rounded-lg bg-page px-3 py-2 text-sm">
      <p className={`min-w-0 flex-1 basis-60 ${problem ? 'text-bad' : ''}`}>
        {problem ? explain(problem).sentence : WORDS[wordsFor(stage)]}
      </p>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={`Find ${path}`}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          if (!file) return
          leaveFocus(currentTarget.parentElement)
          choose.mutate(file)
        }}
      />
      <Button
        onClick={() => {
          if (input.current) input.current.value = ''
          input.current?.click()
        }}
      >
        <FileSearch size={15} aria-hidden /> Find file
      </Button>
    </div>
  )
}

function wordsFor(stage: Stage): keyof typeof WORDS {
  if (stage.name === 'failed') return 'failed'
  return 'earlier' in stage && stage.earlier ? 'again' : 'lost'
}

const WORDS = {
  again:
    'The browser keeps no bytes of what is uploaded. Find the file to send it once more; its URL stays.',
  lost: 'The browser could not keep its bytes. Find the file, or drop it anywhere on the page. Its upload then continues.',
  failed: 'Find it once more to upload it as it is now.',
}
