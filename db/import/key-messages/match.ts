/** Gives imported key messages the guids of stored messages, so that marks, comments and notes stay with their messages. Pure. */
import { createHash } from 'node:crypto'
import { fold } from '../../../core/fold.ts'
import { memoize } from '../../formats/memoize.ts'
import type { ConferenceBundle, Guid } from '../../model.ts'
import { countShared, getWords } from '../matching/compare-titles.ts'
import type { ReadMessage, ReadPoint } from './read-markdown.ts'

type Stored = ConferenceBundle['keyMessages']
type StoredPoint = Stored[number]['points'][number]

/**
 * A stored message gives its guid to the message in the file that has the same text, or else most of its words, or else the same number. The
 * number counts only if no message matched so far has changed its number. Points are matched in the same way, by the numbers of points.
 */
export function matchKeyMessages(read: readonly ReadMessage[], stored: Stored): Stored {
  const storedItems: StoredPoint[] = stored.flatMap((message) => [message, ...message.points])
  const readItems: ReadPoint[] = read.flatMap((message) => [message, ...message.points])
  const unmatched = new Map(storedItems.map((item) => [item.guid, item]))
  const guids = new Map<ReadPoint, Guid>()
  const getLevel = (item: ReadPoint) => ('points' in item ? 'message' : 'point')
  const renumberedLevels = new Set<'message' | 'point'>()
  const assignGuids = (isSame: (item: ReadPoint, stored: StoredPoint) => boolean) => {
    for (const item of readItems) {
      if (guids.has(item)) continue
      const match = [...unmatched.values()].find((candidate) => isSame(item, candidate))
      if (!match) continue
      guids.set(item, match.guid)
      unmatched.delete(match.guid)
      if (match.number !== item.number) renumberedLevels.add(getLevel(item))
    }
  }
  const listWords = memoize(getWords)
  const shareMostWords = (item: ReadPoint, candidate: StoredPoint) => {
    const words = listWords(item.text)
    const candidateWords = listWords(candidate.text)
    return countShared(words, candidateWords) * 2 > Math.max(words.size, candidateWords.size)
  }
  const hasSameNumber = (item: ReadPoint, candidate: StoredPoint) => item.number === candidate.number
  assignGuids((item, candidate) => foldText(item.text) === foldText(candidate.text))
  assignGuids((item, candidate) => hasSameNumber(item, candidate) && shareMostWords(item, candidate))
  assignGuids(shareMostWords)
  assignGuids((item, candidate) => !renumberedLevels.has(getLevel(item)) && hasSameNumber(item, candidate))
  const takenGuids = new Set<string>(storedItems.map(({ guid }) => guid))
  const getGuid = (item: ReadPoint) => guids.get(item) ?? makeGuid(item, takenGuids)
  return read.map((message) => ({
    ...toBundle(message, getGuid(message)),
    points: message.points.map((point) => toBundle(point, getGuid(point))),
  }))
}

function toBundle({ number, lead, text }: ReadPoint, guid: Guid) {
  return { guid, number, lead, text }
}

function foldText(text: string): string {
  return fold(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The same message gets the same guid on every computer. */
function makeGuid({ number, text }: ReadPoint, takenGuids: Set<string>): Guid {
  const digest = createHash('sha256')
    .update(`${number}\n${foldText(text)}`)
    .digest('hex')
    .slice(0, 12)
  let guid = `message-${digest}`
  for (let count = 2; takenGuids.has(guid); count += 1) guid = `message-${digest}-${count}`
  takenGuids.add(guid)
  return guid as Guid
}
