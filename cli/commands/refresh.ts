/** Requests a newer programme once from the address of a conference. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getHost } from '../../core/address.ts'
import type { LibraryEntry } from '../../db/contract/index.ts'
import { StoreError } from '../../db/errors.ts'
import type { Store } from '../../db/open-store.ts'
import { download } from '../../net/download.ts'
import { type Command, callStore } from '../command.ts'
import { conferenceOption, findConferences, requireSingle } from '../conferences.ts'
import { createError, t } from '../texts.ts'
import { importOrPreview } from './import.ts'

export const refresh: Command = {
  name: 'refresh',
  summary: 'refresh.summary',
  options: {
    ...conferenceOption,
    '--dry-run': 'import.dryRun',
    '--trust-key': 'import.trustKey',
  },
  run: async (store, { getOption, hasOption }) => {
    const { slug, title, address: stored } = findEntry(store, getOption('conference'))
    if (!stored) throw createError('not-found', 'refresh.noAddress', { title, slug })
    const { address } = stored
    const answer = await download(stored)
    if (answer.kind === 'failed') throw new StoreError('file-access', answer.problem)
    const json = { conference: slug, address, unchanged: answer.kind === 'unchanged' }
    if (answer.kind === 'unchanged') {
      callStore(store, 'conferences.keepEtag', { conference: slug, etag: answer.etag })
      const host = getHost(address)
      return { json: { ...json, import: null }, text: t('refresh.unchanged', { title, host }) }
    }
    const folder = mkdtempSync(join(tmpdir(), 'rapporteur-'))
    try {
      const path = join(folder, answer.name)
      writeFileSync(path, answer.bytes)
      const grant = randomUUID()
      const origin = { address, etag: answer.etag, sha256: answer.sha256 }
      store.grants.add(grant, { path, mode: 'read', origin })
      const options = {
        isPreview: hasOption('dry-run'),
        trustKey: hasOption('trust-key'),
        listsAllChanges: false,
      }
      const imported = await importOrPreview(store, grant, options)
      return { ...imported, json: { ...json, import: imported.json } }
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

/** @returns the named conference, or the only one that has an address */
function findEntry(store: Store, named: string | undefined): LibraryEntry {
  const known = new Set(findConferences(store, named).map(({ slug }) => slug))
  const chosen = callStore(store, 'conferences.library', {}).filter(({ slug }) => known.has(slug))
  return requireSingle(
    named === undefined ? chosen.filter(({ address }) => address) : chosen,
    'refresh.noneYet',
  )
}
