import { explainInFull } from '../../api/explain.ts'
import { asProblem } from '../../api/problem.ts'
import { readBalance } from '../../api/v1/account-v1.ts'
import { ROUTES_1 } from '../../api/v1/routes-v1.ts'
import type { Check } from './check.ts'
import { fail, notApplicable, pass } from './check-result.ts'
import { describeResponse, sendRequest, uploadRequest } from './gateway-client.ts'
import { checkRefusal } from './refusal-checks.ts'
import { GIF_SIZE, makeGif } from './tiny-gif.ts'
import { words } from './words.ts'

/** The key is rejected only by 401, and by 403 from the CDN in front of the gateway. */
const REJECTIONS = new Set([401, 403])

export const keyAccepted: Check = {
  id: 'key-accepted',
  title: words.title.keyAccepted,
  sends: words.sends.balance,
  async run(context) {
    const { known } = context
    const response = await sendRequest(context, {
      method: 'GET',
      target: ROUTES_1.balance.path,
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
      readBalance(response)
      return pass(words.balanceFound)
    } catch (caught) {
      return fail(`${explainInFull(asProblem(caught))}.`)
    }
  },
}

export const badKeyRefused: Check = {
  id: 'bad-key-refused',
  title: words.title.badKey,
  sends: words.sends.badKeyUpload(GIF_SIZE),
  async run(context) {
    const response = await sendRequest(
      context,
      uploadRequest(makeGif(context.random), undefined, 'bad'),
    )
    return checkRefusal(response, 401, words.wrong.key)
  },
}
