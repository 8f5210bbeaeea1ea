/** Compares a pack with the previous version: what changes for delegates, and whether their computers accept the update. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { StoreError } from '../db/errors.ts'
import { parseFile } from '../db/import/formats/index.ts'
import type { ParsedFile } from '../db/import/importer.ts'
import { type Comparison, compareProgrammes, isUnchanged } from '../db/import/matching/compare.ts'
import { readSource } from '../db/import/preview/source.ts'
import { getFingerprint } from '../db/packs/keys.ts'
import type { Pack } from '../db/packs/read-pack.ts'
import { createError, t } from './texts.ts'

export type PackFile = ParsedFile & { pack: Pack }

/** Throws `bad-file` if the file is not a pack. */
export function readPackFile(file: string): PackFile {
  return parsePack(readSource(resolve(file)), file)
}

export function parsePack(bytes: Uint8Array, file: string): PackFile {
  const parsed = parseFile(bytes, basename(file))
  const { pack } = parsed
  if (!pack) throw createError('bad-file', 'pack.noPack', { file })
  return { ...parsed, pack }
}

/** @returns the reasons why delegates' computers would refuse the update, each with what to do */
export function findUpdateFaults(before: PackFile, after: PackFile): string[] {
  const [old, current] = [before.bundle.conference, after.bundle.conference]
  const [oldKey, key] = [getFingerprint(before.pack.publicKey), getFingerprint(after.pack.publicKey)]
  const faults: string[] = []
  if (current.slug !== old.slug)
    faults.push(t('pack.update.otherConference', { slug: current.slug, before: old.slug }))
  if (![after.pack.publicKey, after.pack.formerKey].includes(before.pack.publicKey))
    faults.push(t('pack.update.otherKey', { key, before: oldKey }))
  if (current.revision <= old.revision)
    faults.push(
      t('pack.update.notNewer', {
        version: String(current.revision),
        before: String(old.revision),
        next: String(old.revision + 1),
      }),
    )
  return faults
}

/** @returns the packs in the folder; an empty list if there is no such folder */
export function findPacks(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /\.rapporteur-pack$/i.test(name))
    .map((name) => join(folder, name))
}

/**
 * Compares the pack with the others in its folder, except with the `previous` one, whose version is checked in any case.
 * @returns a fault for each pack that has the same version but other contents
 */
export function findVersionFaults(out: string, after: PackFile, previous?: string): string[] {
  const current = after.bundle.conference
  return findPacks(dirname(out)).flatMap((file) => {
    if (previous !== undefined && file === resolve(previous)) return []
    const before = file === out ? readPackFile(file) : readIfPack(file)
    const old = before?.bundle.conference
    if (!before || old?.slug !== current.slug || old.revision !== current.revision) return []
    if (isUnchanged(comparePacks(before, after))) return []
    return t('pack.update.sameVersion', {
      file,
      version: String(old.revision),
      next: String(old.revision + 1),
    })
  })
}

/** A damaged file beside the pack must not prevent the build. */
function readIfPack(file: string): PackFile | null {
  try {
    return readPackFile(file)
  } catch (error) {
    if (error instanceof StoreError) return null
    throw error
  }
}

export function comparePacks(before: PackFile, after: PackFile): Comparison {
  return compareProgrammes(before.bundle, after.bundle)
}
