import { BALANCES } from '../../api/balance-call.ts'
import { explainInFull } from '../../api/explain.ts'
import { asProblem } from '../../api/problem.ts'
import { ME } from '../../api/v2/account-v2.ts'
import type { Check } from './check.ts'
import { fail, notApplicable, pass } from './check-result.ts'
import { sendUpload } from './check-upload.ts'
import { describeResponse, makeCall, sendRequest } from './gateway-client.ts'
import { checkRefusal } from './refusal-checks.ts'
import { GIF_SIZE, makeGif } from './tiny-gif.ts'
import { words } from './words.ts'

/** Statuses that reject the key: 401, and 403 from the CDN in front of the gateway. */
const REJECTIONS = new Set([401, 403])

export const keyAccepted: Check = {
  id: 'key-accepted',
  title: words.title.keyAccepted,
  sends: words.sends.balance,
  async run(context) {
    const { known, version } = context
    const { route, read } = BALANCES[version]
    const response = await sendRequest(context, {
      method: route.method,
      target: route.path,
      key: 'own',
      headers: [],
    })
    if (REJECTIONS.has(response.status)) {
      known.keyRefusedWith = response.status
      return fail(words.keyRejected(describeResponse(response)))
    }
    if (response.status !== 200) {
      return notApplicable(words.balanceUnknown(describeResponse(response)))
    }
    try {
      read(response)
      return pass(words.balanceFound)
    } catch (caught) {
      return fail(`${explainInFull(asProblem(caught))}.`)
    }
  },
}

export const keyHasOwner: Check = {
  id: 'owner',
  title: words.title.owner,
  sends: words.sends.owner,
  async run(context) {
    await makeCall(context, ME, undefined)
    return pass(words.ownerFound)
  },
}

export const badKeyRefused: Check = {
  id: 'bad-key-refused',
  title: words.title.badKey,
  sends: words.sends.badKeyUpload(GIF_SIZE),
  async run(context) {
    const response = await sendUpload(context, { body: makeGif(context.random), key: 'bad' })
    return checkRefusal(context, response, [401], words.wrong.key)
  },
}
