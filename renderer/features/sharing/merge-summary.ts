/** What was taken in, in words: of what came as well as of what is still to be said in the record. */
import type { TFunction } from 'i18next'
import type { MergePreview, MergeSummary } from '../../../db/contract/index.ts'

/** "Taken in: 13 sessions starred. 1 star waits for a session that is not here." */
export function formatMergeSummary(summary: MergeSummary, t: TFunction): string {
  const { newNotes, changedNotes, settledNotes, contacts, stars, waitingStars = 0, unstarred = 0 } = summary
  const changed = changedNotes + settledNotes
  const isBeside = newNotes + changed + contacts === 0
  const starred = stars - waitingStars - unstarred
  return [
    !isBeside
      ? t('exchange.taken', { count: newNotes, changed, contacts })
      : starred > 0
        ? t('exchange.takenStars', { count: starred })
        : t('exchange.takenBeside'),
    !isBeside && starred > 0 && t('exchange.alsoStarred', { count: starred }),
    unstarred > 0 && t('exchange.alsoUnstarred', { count: unstarred }),
    waitingStars > 0 && t('exchange.alsoWaiting', { count: waitingStars }),
  ]
    .filter(Boolean)
    .join(' ')
}

/** What the delegate decides on beside notes and contacts, as one choice. '': nothing. */
export function describeOtherChoices({ stars, pins, own }: MergePreview, t: TFunction): string {
  const here = stars.filter(({ starred, isHere }) => starred && isHere).length
  const gone = stars.filter(({ starred }) => !starred).length
  return [
    here > 0 && t('exchange.takeStars', { count: here }),
    gone > 0 && t('exchange.takeUnstars', { count: gone }),
    // Else they are told below.
    stars.length > 0 && here + gone === 0 && t('exchange.takeWaiting', { count: stars.length }),
    pins > 0 && t('exchange.takePins', { count: pins }),
    own > 0 && t('exchange.takeOwn', { count: own }),
  ]
    .filter(Boolean)
    .join(' · ')
}
