import { PATHS, readBalance } from '../../api/contract.ts'
import { explain } from '../../api/explain.ts'
import { asProblem } from '../../api/problem.ts'
import type { Check } from './check.ts'
import { fail, notApplicable, pass } from './check-result.ts'
import { describeResponse, sendRequest, uploadRequest } from './gateway-client.ts'
import { checkRefusal } from './refusal-checks.ts'
import { GIF_SIZE, makeGif } from './tiny-gif.ts'

/** The key is rejected only by 401, and by 403 from the CDN in front of the gateway. */
const REJECTIONS = new Set([401, 403])

export const keyAccepted: Check = {
  id: 'key-accepted',
  title: 'The key is accepted',
  sends: 'one question for the balance',
  async run(context) {
    const { known } = context
    const response = await sendRequest(context, {
      method: 'GET',
      target: PATHS.balance,
      key: 'own',
      headers: [],
    })
    if (REJECTIONS.has(response.status)) {
      known.keyRefusedWith = response.status
      return fail(`The key is refused: ${describeResponse(response)}.`)
    }
    if (response.status !== 200) {
      return notApplicable(
        `No balance, which says nothing of the key: ${describeResponse(response)}.`,
      )
    }
    try {
      readBalance(response)
      return pass('The answer was 200 with a balance.')
    } catch (caught) {
      return fail(`${explain(asProblem(caught)).what}.`)
    }
  },
}

export const badKeyRefused: Check = {
  id: 'bad-key-refused',
  title: 'A bad key is refused, as documented',
  sends: `one upload of ${GIF_SIZE} bytes, with a key that is none`,
  async run(context) {
    const response = await sendRequest(
      context,
      uploadRequest(makeGif(context.random), undefined, 'bad'),
    )
    return checkRefusal(response, 401, 'a key that is none')
  },
}
