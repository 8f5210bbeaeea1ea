/** How long ordinary answers take on a large database. Printed, not judged: machines differ (bench/ compares). */
import { expect, test } from 'vitest'
import { ConferenceSlug } from './model.ts'
import { bundle, importFile, session } from './testing/bundles.ts'
import { guid, must, newNoteId, octopus, tempFolder, tempStore } from './testing/temp-store.ts'

const words =
  'evidence cloud jurisdiction prosecutor Budapest protocol capacity training network request'.split(' ')
const sentence = (seed: number) =>
  Array.from({ length: 40 }, (_, index) => words[(seed * 7 + index * 3) % words.length]).join(' ')

test('1,000 sessions and 2,000 notes', async () => {
  const conference = ConferenceSlug.parse('testing-days')
  const folder = tempFolder()
  const store = tempStore({ folder })
  const times: Record<string, string> = {}
  const measure = async <T>(name: string, work: () => T): Promise<Awaited<T>> => {
    const start = performance.now()
    const value = await work()
    times[name] = `${(performance.now() - start).toFixed(1)} ms`
    return value
  }
  const large = bundle((b) => {
    for (let count = 0; count < 998; count += 1)
      b.sessions.push(
        session(`s-${count}`, { title: sentence(count).slice(0, 80), description: sentence(count) }),
      )
  })
  await measure('import', async () => must(await importFile(store, large)))
  await measure('2,000 saves', () => {
    for (let count = 0; count < 2_000; count += 1) {
      must(
        store.call('notes.save', {
          id: newNoteId(),
          conference,
          session: guid(`s-${count % 998}`),
          keyMessage: null,
          markdown: `# Note ${count}\n\n${sentence(count)}\n`,
          baseRevision: 0,
        }),
      )
    }
  })
  await measure('sessions.list', () =>
    expect(must(store.call('sessions.list', { conference }))).toHaveLength(1_000),
  )
  await measure('notes.list', () =>
    expect(must(store.call('notes.list', { conference }))).toHaveLength(2_000),
  )
  await measure('notes.forSession', () =>
    must(store.call('notes.forSession', { conference, session: guid('s-7') })),
  )
  await measure('search: a word in every note', () =>
    must(store.call('search.query', { conference: null, text: 'evidence', limit: 20 })),
  )
  await measure('search: one letter', () =>
    must(store.call('search.query', { conference: null, text: 'e', limit: 20 })),
  )
  await measure('search: a rare word', () =>
    must(store.call('search.query', { conference: octopus, text: 'synergies', limit: 20 })),
  )
  await measure('backup', () => must(store.call('backups.create', {})))
  store.close()
  await measure('open again', () => tempStore({ folder }))
  console.table(times)
}, 60_000)
