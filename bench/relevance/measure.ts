/** Asks the questions of questions.tsv and counts how often the known answer is first, or among the first three. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConferenceSlug } from '../../db/model.ts'
import type { Store } from '../../db/open-store.ts'
import { root } from '../../scripts/lib/paths.ts'
import { notes } from './sample-notes.ts'

const conference = ConferenceSlug.parse('octopus-2016')

export type Answered = {
  kind: string
  text: string
  /** True for every second question. These are not used for tuning the search. */
  isHeldBack: boolean
  /** The place of the first right answer, from 1; null if it is not among the results. */
  place: number | null
  /** The first results, written as in questions.tsv. */
  found: string[]
}

/** @returns the name in questions.tsv of each note, by its id */
export function saveNotes(store: Store): Map<string, string> {
  const minutes = readFileSync(join(root, 'tests/fixtures/notes/minutes.md'), 'utf8')
  const all = { ...notes, 'n-minutes': { session: null, markdown: minutes } }
  return new Map(
    Object.entries(all).map(([name, { session, markdown }]) => {
      const id = crypto.randomUUID()
      const saved = store.call('notes.save', {
        id,
        conference,
        session,
        keyMessage: null,
        markdown,
        baseRevision: 0,
      })
      if (!saved.ok) throw new Error(saved.error.message)
      return [id, name]
    }),
  )
}

export function askAll(store: Store, names: ReadonlyMap<string, string>): Answered[] {
  const lines = readFileSync(join(root, 'bench/relevance/questions.tsv'), 'utf8').trim().split('\n')
  return lines.map((line, index) => {
    const [kind = '', text = '', answers = ''] = line.split('\t')
    const reply = store.call('search.query', { conference, text, limit: 20 })
    if (!reply.ok) throw new Error(reply.error.message)
    const found = [...new Set(reply.value.map(({ guid }) => names.get(guid) ?? guid))]
    const rank = found.findIndex((name) => answers.split(' ').includes(name))
    return {
      kind,
      text,
      isHeldBack: index % 2 === 1,
      place: rank < 0 ? null : rank + 1,
      found: found.slice(0, 3),
    }
  })
}

/** The share of questions whose answer is among the first `most`. */
export function getShare(answered: readonly Answered[], most: number): number {
  return answered.filter(({ place }) => place !== null && place <= most).length / answered.length
}
