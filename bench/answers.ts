/**
 * Measures the store's answers in a large notebook: 1,000 sessions and 2,000 notes. There is nothing to compare with, so the figures are
 * only printed.
 *
 * npm run bench -- answers
 */
import { ConferenceSlug } from '../db/model.ts'
import { openStore } from '../db/open-store.ts'
import { bundle, importFile, session } from '../db/testing/bundles.ts'
import { root } from '../scripts/lib/paths.ts'
import { workFolder } from './lib/work-folder.ts'

const conference = ConferenceSlug.parse('testing-days')
const WORDS =
  'evidence cloud jurisdiction prosecutor Budapest protocol capacity training network request'.split(' ')
const createSentence = (seed: number) =>
  Array.from({ length: 40 }, (_, index) => WORDS[(seed * 7 + index * 3) % WORDS.length]).join(' ')

const times: Record<string, string> = {}

async function measure(name: string, run: () => Promise<{ ok: boolean }> | { ok: boolean }): Promise<void> {
  const start = performance.now()
  const { ok } = await run()
  times[name] = `${(performance.now() - start).toFixed(1)} ms`
  if (!ok) throw new Error(`${name} failed`)
}

const openNotebook = () => openStore({ folder: workFolder, resources: root })
const store = openNotebook()
const large = bundle((b) => {
  for (let count = 0; count < 998; count += 1)
    b.sessions.push(
      session(`s-${count}`, {
        title: createSentence(count).slice(0, 80),
        description: createSentence(count),
      }),
    )
})
const save = (count: number) =>
  store.call('notes.save', {
    id: crypto.randomUUID(),
    conference,
    session: `s-${count % 998}`,
    keyMessage: null,
    markdown: `# Note ${count}\n\n${createSentence(count)}\n`,
    baseRevision: 0,
  })
const search = (text: string) => store.call('search.query', { conference: null, text, limit: 20 })

await measure('import', () => importFile({ ...store, folder: workFolder }, large))
await measure('2,000 saves', () => ({
  ok: Array.from({ length: 2_000 }, (_, count) => save(count)).every(({ ok }) => ok),
}))
await measure('sessions.list', () => store.call('sessions.list', { conference }))
await measure('notes.list', () => store.call('notes.list', { conference }))
await measure('notes.forSession', () => store.call('notes.forSession', { conference, session: 's-7' }))
await measure('search: a word in every note', () => search('evidence'))
await measure('search: one letter', () => search('e'))
await measure('search: a rare word', () => search('synergies'))
await measure('backup', () => store.call('backups.create', {}))
store.close()
await measure('open again', () => {
  openNotebook().close()
  return { ok: true }
})
console.table(times)
