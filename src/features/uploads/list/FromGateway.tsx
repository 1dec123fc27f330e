import { CloudDownload } from 'lucide-react'
import { GATEWAYS } from '../../../core/api/gateways.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useValue } from '../../../ui/use-value.ts'
import { words as accountWords } from '../gateway-words.ts'
import { useUploads } from '../uploads-context.ts'
import { words } from './find-words.ts'
import { useListsFiles } from './use-lists-files.ts'

/** Loads all files of the account into the history, where the gateway can list them. */
export function FromGateway() {
  const { accountFiles, gateway: inUse } = useUploads()
  const gateway = useValue(inUse)
  const isLoading = useValue(accountFiles.isLoading)
  if (!useListsFiles(accountFiles, gateway)) return null
  return (
    <Button
      size="medium"
      idle={isLoading}
      data-tip={words.fromGatewayTip(GATEWAYS[gateway].label)}
      onClick={() => accountFiles.load(gateway)}
    >
      <Icon of={CloudDownload} />
      <span>{accountWords.fromGateway}</span>
    </Button>
  )
}
