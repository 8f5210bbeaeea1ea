import { ConferenceSlug, NoteId } from '../../db/model.ts'
import { openStore } from '../../db/open-store.ts'
import { root } from '../../scripts/lib/paths.ts'

const conference = ConferenceSlug.parse('octopus-2016')

/** Adds a long note on Workshop 9, and `others` notes of a hundred words, to a profile. The app must not be running. */
export function fillProfile(folder: string, { words, others }: { words: number; others: number }): void {
  const store = openStore({ folder, resources: root })
  const save = (session: string | null, markdown: string) => {
    const saved = store.call('notes.save', {
      id: NoteId.parse(crypto.randomUUID()),
      conference,
      session,
      keyMessage: null,
      markdown,
      baseRevision: 0,
    })
    if (!saved.ok) throw new Error(saved.error.message)
  }
  const sessions = store.call('sessions.list', { conference })
  if (!sessions.ok) throw new Error(sessions.error.message)
  const otherSessions = sessions.value
    .map(({ guid }) => guid as string)
    .filter((guid) => guid !== 'workshop-9')
  for (let index = 0; index < others; index += 1)
    save(otherSessions[index % otherSessions.length] ?? null, `${createBlocks(100, index).join('\n\n')}\n`)
  save('workshop-9', createLongNote(words))
  store.close()
}

export function createLongNote(words: number): string {
  return `${createBlocks(words, 0).join('\n\n')}\n\nThe last of the note.\n`
}

/** A note as taken in a session: blocks with times, tasks, decisions, mentions and lists. */
function createBlocks(words: number, first: number): string[] {
  const result: string[] = []
  for (let count = 0, index = first; count < words; index += 1) {
    const minute = String(10 + (index % 50))
    const time = `[14:${minute}](rapporteur:at/2016-11-17T13:${minute}:07Z)`
    const kinds = [
      `${time} Point ${index}: evidence in the *cloud* is held by providers in many places, and **none** of them is bound to answer.`,
      `${time} [@EUROJUST](rapporteur:contact/octopus-2016/eurojust) spoke on [Key message 3](rapporteur:key-message/octopus-2016/km-3) at length and took ${index} questions.`,
      `- first of the two, point ${index}\n- second, with what was said about it`,
      `* [ ] ${time} Send draft ${index} to the working group before the next plenary.`,
      `${time} [Decision:](rapporteur:decision) Report point ${index} as a separate one, with the reasons that were given.`,
    ]
    const block = kinds[index % kinds.length] ?? ''
    result.push(block)
    count += block.split(/\s+/).length
  }
  return result
}
