import { PATHS, readBalance } from '../../api/contract.ts'
import { explain } from '../../api/explain.ts'
import { asProblem } from '../../api/problem.ts'
import { askGateway, describeAnswer, uploadOf } from './ask-gateway.ts'
import type { Check } from './check.ts'
import { judgeRefusal } from './refusal-checks.ts'
import { GIF_SIZE, makeGif } from './tiny-gif.ts'
import { fail, notApplicable, pass } from './verdict.ts'

/** Only 401, and 403 of the CDN in front, say that nothing can be done with this key. */
const REFUSALS = new Set([401, 403])

export const keyAccepted: Check = {
  id: 'key-accepted',
  title: 'The key is accepted',
  sends: 'one question for the balance',
  async run(context) {
    const { known } = context
    const asked = await askGateway(context, {
      method: 'GET',
      target: PATHS.balance,
      key: 'own',
      headers: [],
    })
    if (REFUSALS.has(asked.status)) {
      known.keyRefusedWith = asked.status
      return fail(`The key is refused: ${describeAnswer(asked)}.`)
    }
    if (asked.status !== 200) {
      return notApplicable(`No balance, which says nothing of the key: ${describeAnswer(asked)}.`)
    }
    try {
      readBalance(asked)
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
    const asked = await askGateway(context, uploadOf(makeGif(context.random), undefined, 'bad'))
    return judgeRefusal(asked, 401, 'a key that is none')
  },
}
