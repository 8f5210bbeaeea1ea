import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createPng } from '../testing/pictures.ts'
import { createTempStore, saveNote, unwrap, unwrapError } from '../testing/temp-store.ts'
import { packBundle, unpackBundle } from './container.ts'
import { importShared, openShared, shareNotes } from './testing/shared-files.ts'

const bytes = createPng(40, 30)

async function createStoreWithPicture(mark = '') {
  const ours = createTempStore()
  const { sha256 } = unwrap(await ours.request('pictures.add', { bytes }))
  unwrap(await ours.request('pictures.add', { bytes: createPng(1, 1) }))
  saveNote(ours, `Open.\n\n${mark}![slide](rapporteur:picture/${sha256})\n`)
  return { ours, sha256 }
}

test.each([null, 'correct horse'])(
  'a colleague gets exactly the pictures in the notes: passphrase %s',
  async (passphrase) => {
    const { ours, sha256 } = await createStoreWithPicture()
    const theirs = createTempStore()
    const path = await shareNotes(ours, {}, passphrase)
    const { opened } = unwrap(await openShared(theirs, path))
    if (passphrase) unwrap(await theirs.request('sharing.unlock', { opened, passphrase }))
    unwrap(theirs.call('sharing.merge', { opened, choices: {} }))
    const picture = unwrap(theirs.call('pictures.read', { sha256 }))
    expect(new Uint8Array(picture?.bytes ?? [])).toEqual(bytes)
    const { db } = theirs.lifecycle.ready().connection
    expect(db.prepare('SELECT count(*) AS n FROM picture').get()).toEqual({ n: 1 })
  },
)

test('a picture in a passage that is left out is left out too', async () => {
  const { ours, sha256 } = await createStoreWithPicture('[Private:](rapporteur:private) ')
  const theirs = createTempStore()
  await importShared(theirs, await shareNotes(ours))
  expect(unwrap(theirs.call('pictures.about', { sha256 }))).toBeNull()
})

test('a file with an invalid or wrong picture is refused', async () => {
  const { ours } = await createStoreWithPicture()
  const { bundle } = unpackBundle(new Uint8Array(readFileSync(await shareNotes(ours))))
  const [picture] = bundle.pictures
  if (!picture) throw new Error('a picture was expected')
  const theirs = createTempStore()
  for (const other of [createPng(2, 2), new TextEncoder().encode('<svg/>')]) {
    const path = `${theirs.folder}/bad.rapporteur`
    writeFileSync(
      path,
      packBundle(
        { ...bundle, pictures: [{ ...picture, bytes: other }] },
        ours.lifecycle.ready().device.privateKey,
      ),
    )
    expect(unwrapError(await openShared(theirs, path)).code).toBe('bad-file')
  }
})
