import { useQuery } from '@tanstack/react-query'
import { keyOwner } from '../../core/api/credential.ts'
import { useAccount } from './account-context.ts'
import { refusalIn } from './balance-query.ts'
import { serverInfoQuery, useBalance, useCredential } from './use-credential.ts'

/** What is known of the account of the gateway in use. */
export function useAccountState() {
  const { keyring, gateway, version, hold } = useAccount()
  const serverInfo = useQuery(serverInfoQuery)
  const credential = useCredential(keyring, gateway)
  const balance = useBalance(keyring, gateway, credential, version)
  const refusal = hold?.kind === 'bad-key' ? hold.problem : refusalIn(balance.error)
  const hasOwnKey = credential.kind === 'saved' || credential.kind === 'machine'
  return {
    serverInfo: serverInfo.data,
    credential,
    /** Whether it is not known yet which key there is. */
    isUnknown: credential.kind === 'none' && serverInfo.isPending,
    /** The owner of the key. Undefined until our server has named its upstream. */
    owner: keyOwner(gateway, serverInfo.data),
    balance,
    /** Why the gateway rejects the key. */
    refusal,
    isRefused: hold?.kind === 'bad-key' || refusal !== undefined,
    /** Whether a key is saved or comes from this machine. */
    hasOwnKey,
    /** Whether to offer the key form. The sandbox works without a key. */
    wantsKey: !hasOwnKey || hold?.kind === 'bad-key' || refusal !== undefined,
  }
}

export type AccountState = ReturnType<typeof useAccountState>
