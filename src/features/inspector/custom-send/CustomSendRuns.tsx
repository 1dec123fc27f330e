import type { CustomSendRun } from '../../../core/traffic/custom-send-run.ts'
import { detailsLink } from '../../../core/traffic/details-link.ts'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { useValue } from '../../../ui/use-value.ts'
import { type DetailsFile, useInspector } from '../inspector-context.ts'
import { words } from '../words.ts'
import { RunTable } from './RunTable.tsx'

/** The runs of this tab, newest first. Their calls open the details of the file. */
export function TabRuns() {
  const runs = useValue(useInspector().runs)
  return (
    <section
      aria-label={words.custom.latest}
      className="scroll-quiet min-w-0 border-line px-5 py-2.5 max-lg:border-t max-sm:px-4 lg:overflow-y-auto lg:border-s"
    >
      <h3 className="font-strong">{words.custom.latest}</h3>
      {runs.length === 0 && <p className="py-1.5 text-soft">{words.custom.noRuns}</p>}
      {runs.map((run) => (
        <RunTable key={run.id} run={run} onOpen={() => showDetails(run)} />
      ))}
    </section>
  )
}

interface FileRunsProps {
  file: DetailsFile
  onOpen: (exchange: Exchange) => void
}

export function FileRuns({ file, onOpen }: FileRunsProps) {
  const runs = useValue(useInspector().runs)
  return runs
    .filter(({ gateway, subject }) => gateway === file.gateway && subject.hash === file.hash)
    .map((run) => <RunTable key={run.id} run={run} onOpen={onOpen} />)
}

/** The hash of the page URL opens the details. */
function showDetails({ gateway, subject: { hash } }: CustomSendRun): void {
  location.hash = detailsLink({ gateway, hash })
}
