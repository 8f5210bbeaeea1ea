/** Describes an import from a colleague in words: its result, and its entry in the log. */
import type { TFunction } from 'i18next'
import type { MergePreview, MergeSummary } from '../../../db/contract/index.ts'

/** "Imported: 13 sessions starred. 1 star waits for a session that is not here." */
export function formatMergeSummary(summary: MergeSummary, t: TFunction): string {
  const { newNotes, changedNotes, settledNotes, contacts, stars, waitingStars = 0, unstarred = 0 } = summary
  const { covers = 0, remarks = 0 } = summary
  const changed = changedNotes + settledNotes
  const hasContent = newNotes + changed + contacts > 0
  const starred = stars - waitingStars - unstarred
  const describeMain = () => {
    if (hasContent) return t('sharing.imported', { count: newNotes, changed, contacts })
    if (starred > 0) return t('sharing.importedStars', { count: starred })
    return covers + remarks === 0 && t('sharing.importedOthers')
  }
  return [
    describeMain(),
    hasContent && starred > 0 && t('sharing.alsoStarred', { count: starred }),
    unstarred > 0 && t('sharing.alsoUnstarred', { count: unstarred }),
    waitingStars > 0 && t('sharing.alsoWaiting', { count: waitingStars }),
    covers > 0 && t('sharing.alsoCovers', { count: covers }),
    remarks > 0 && t('sharing.alsoRemarks', { count: remarks }),
  ]
    .filter(Boolean)
    .join(' ')
}

/** Describes everything besides notes and contacts. The delegate imports all of it or nothing. @returns '' if there is nothing */
export function describeOtherChoices({ stars, pins, own }: MergePreview, t: TFunction): string {
  const added = stars.filter(({ starred, isHere }) => starred && isHere).length
  const unstarred = stars.filter(({ starred }) => !starred).length
  return [
    added > 0 && t('sharing.importStars', { count: added }),
    unstarred > 0 && t('sharing.importUnstars', { count: unstarred }),
    // Named here only if there is nothing else; otherwise these stars are listed below.
    stars.length > 0 && added + unstarred === 0 && t('sharing.importWaitingStars', { count: stars.length }),
    pins > 0 && t('sharing.importPins', { count: pins }),
    own > 0 && t('sharing.importOwn', { count: own }),
  ]
    .filter(Boolean)
    .join(' · ')
}
