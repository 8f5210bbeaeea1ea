/** The conferences that come with the app: imported at first start, updated by a newer app. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { logProblem, toFailure } from '../../errors.ts'
import { getSetting, putSetting } from '../../sql/settings.ts'
import { parseWith } from '../formats/parse-with.ts'
import { rapporteurJson } from '../formats/rapporteur-json/importer.ts'
import { toIncoming } from '../matching/parsed-file.ts'
import type { ApplyContext } from './apply.ts'
import { applyBundle } from './update.ts'

/**
 * Imports each file of `<resources>/assets/conferences` that this database has not imported in this version. Compares hashes, because files
 * in an asar archive have no modification times.
 */
export function importBundled(context: ApplyContext, resources: string, backUpFirst: () => void): void {
  const folder = join(resources, 'assets', 'conferences')
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const bytes = readFileSync(join(folder, name))
    const hash = createHash('sha256').update(bytes).digest('hex')
    const key = `bundled:${name}`
    if (getSetting(context.sql, key) === hash) continue
    try {
      const file = toIncoming(parseWith(rapporteurJson, { bytes, fileName: name, options: {} }))
      const choice = { update: file.bundle.conference.slug, missing: 'cancel' } as const
      applyBundle(context, file, choice, { origin: { kind: 'bundled', fileName: name }, backUpFirst })
    } catch (error) {
      const { code } = toFailure(error)
      if (code !== 'bad-file' && code !== 'disk-full') throw error
      // A fault in one programme must not keep the delegate from their notes.
      logProblem(error)
      // There may be room for the backup at the next start.
      if (code === 'disk-full') continue
    }
    putSetting(context.sql, key, hash)
  }
}
