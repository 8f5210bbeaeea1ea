import { expect, test } from 'vitest'
import { ConferenceSlug } from '../../model.ts'
import { bundle, importFile, session } from '../../testing/bundles.ts'
import { createSharedStore, type TestStore, unwrap } from '../../testing/temp-store.ts'

const getStore = createSharedStore()
const conference = ConferenceSlug.parse('testing-days')

/** A conference in which more than two thousand texts have words with “p”. */
async function fill(store: TestStore): Promise<void> {
  const large = bundle((made) => {
    for (let count = 0; count < 2_100; count += 1) {
      const title = count === 7 ? 'Preuves p' : count % 300 === 0 ? 'Preuves électroniques' : 'Panel'
      made.sessions.push(session(`s-${count}`, { title }))
    }
  })
  unwrap(await importFile(store, large))
}

const find = (text: string) =>
  unwrap(getStore().call('search.query', { conference, text, limit: 50 })).map(({ guid }) => guid)

test('one or two letters find frequent words that begin so, and do not narrow down another word', async () => {
  await fill(getStore())
  expect(find('p')).toHaveLength(50)
  expect(find('pa')).toHaveLength(50)
  expect(find('pr')).toHaveLength(8)
  // The results stay while the next word is being typed, and results with the letter as a word come first.
  expect(find('preuves p').toSorted()).toEqual(find('preuves').toSorted())
  expect(find('preuves p')[0]).toBe('s-7')
  expect(find('preuves él').slice(0, 7)).not.toContain('s-7')
})
