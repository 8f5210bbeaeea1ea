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
 * A message keeps its guid if a message in the file has the same text, at any place, or most of its words. Otherwise the same number decides,
 * unless the number of some other message has changed. For a point, the numbers of other points count instead.
 */
export function matchKeyMessages(read: readonly ReadMessage[], stored: Stored): Stored {
  const unmatched = new Map(stored.flatMap((one) => [one, ...one.points]).map((one) => [one.guid, one]))
  const all = read.flatMap((one) => [one, ...one.points])
  const guids = new Map<ReadPoint, Guid>()
  const isPoint = (one: ReadPoint) => !('points' in one)
  const renumbered = new Set<boolean>()
  const assignGuids = (isSame: (one: ReadPoint, stored: StoredPoint) => boolean) => {
    for (const one of all) {
      if (guids.has(one)) continue
      const found = [...unmatched.values()].find((candidate) => isSame(one, candidate))
      if (!found) continue
      guids.set(one, found.guid)
      unmatched.delete(found.guid)
      if (found.number !== one.number) renumbered.add(isPoint(one))
    }
  }
  const listWords = memoize(getWords)
  const areAlike = (one: ReadPoint, candidate: StoredPoint) => {
    const [words, others] = [listWords(one.text), listWords(candidate.text)]
    return countShared(words, others) * 2 > Math.max(words.size, others.size)
  }
  const hasSameNumber = (one: ReadPoint, candidate: StoredPoint) => one.number === candidate.number
  assignGuids((one, candidate) => foldText(one.text) === foldText(candidate.text))
  assignGuids((one, candidate) => hasSameNumber(one, candidate) && areAlike(one, candidate))
  assignGuids(areAlike)
  assignGuids((one, candidate) => !renumbered.has(isPoint(one)) && hasSameNumber(one, candidate))
  const taken = new Set<string>(stored.flatMap((one) => [one, ...one.points]).map(({ guid }) => guid))
  const getGuid = (one: ReadPoint) => guids.get(one) ?? makeGuid(one, taken)
  return read.map((one) => ({
    ...toBundle(one, getGuid(one)),
    points: one.points.map((point) => toBundle(point, getGuid(point))),
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
function makeGuid({ number, text }: ReadPoint, taken: Set<string>): Guid {
  const digest = createHash('sha256')
    .update(`${number}\n${foldText(text)}`)
    .digest('hex')
    .slice(0, 12)
  let guid = `message-${digest}`
  for (let count = 2; taken.has(guid); count += 1) guid = `message-${digest}-${count}`
  taken.add(guid)
  return guid as Guid
}
