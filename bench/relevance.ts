/**
 * Asks 200 questions with known answers about the bundled conference and some notes in four languages. A third is asked in another
 * language than the answer's, a third is inflected or mistyped.
 *
 * npm run bench -- relevance. Exits with 1 if too few answers are found.
 */
import { openStore } from '../db/open-store.ts'
import { root } from '../scripts/lib/paths.ts'
import { workFolder } from './lib/work-folder.ts'
import { type Answered, askAll, getShare, saveNotes } from './relevance/measure.ts'

const TARGET_SHARES = { first: 0.85, amongThree: 0.95 }

const store = openStore({ folder: workFolder, resources: root })
const answered = askAll(store, saveNotes(store))
store.close()

const formatPercent = (share: number) => `${(share * 100).toFixed(1)} %`
const count = (questions: Answered[]) => ({
  questions: questions.length,
  first: formatPercent(getShare(questions, 1)),
  'among three': formatPercent(getShare(questions, 3)),
})
const heldBack = answered.filter(({ isHeldBack }) => isHeldBack)
console.table({
  all: count(answered),
  tuned: count(answered.filter(({ isHeldBack }) => !isHeldBack)),
  'held back': count(heldBack),
  ...Object.fromEntries(
    Object.entries(Object.groupBy(answered, ({ kind }) => kind)).map(([kind, questions]) => [
      kind,
      count(questions ?? []),
    ]),
  ),
})
for (const { text, place, found } of answered.filter(({ isHeldBack, place }) => !isHeldBack && place !== 1)) {
  console.log(`${place === null ? 'not found' : `place ${place}`}: ${text} → ${found.join(', ')}`)
}
if (getShare(heldBack, 1) < TARGET_SHARES.first || getShare(heldBack, 3) < TARGET_SHARES.amongThree)
  process.exitCode = 1
