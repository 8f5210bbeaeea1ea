import type { Input, KeyMessageMark, Remark } from '../../../db/contract/index.ts'
import type { ConferenceSlug, Guid } from '../../../db/model.ts'

type Place = { conference: ConferenceSlug; keyMessage: Guid }
/** `remark` is what the screen shows. @returns whether the mark is set */
export type ToggleMark = (place: Place, mark: KeyMessageMark, remark: Remark | undefined) => Promise<boolean>

/** Creates a function that sets or removes marks. A second press can arrive before the screen shows the first. */
export function createToggleMark(
  save: (input: Input<'keyMessages.saveRemark'>) => Promise<unknown>,
): ToggleMark {
  /** The last requested marks, which apply until the screen shows another remark than `shown`. */
  const requests = new Map<string, { shown: Remark | undefined; marks: KeyMessageMark[] }>()
  return async ({ conference, keyMessage }, mark, remark) => {
    const key = `${conference}/${keyMessage}`
    const lastRequest = requests.get(key)
    const marksBefore =
      lastRequest && lastRequest.shown === remark ? lastRequest.marks : (remark?.marks ?? [])
    const isSet = !marksBefore.includes(mark)
    const marks = isSet ? [...marksBefore, mark] : marksBefore.filter((other) => other !== mark)
    requests.set(key, { shown: remark, marks })
    try {
      await save({ conference, keyMessage, marks })
    } catch (error) {
      requests.delete(key)
      throw error
    }
    return isSet
  }
}
