/** A file as it was read, ready to be compared with what is there. */
import { createHash } from 'node:crypto'
import type { ConferenceBundle } from '../model.ts'
import type { ParsedFile } from './importer.ts'
import { inStoredForm } from './programme.ts'

/** In stored form. `hash`: of the bundle; the same one again changes nothing. */
export type Incoming = { bundle: ConferenceBundle; hash: string; warnings: string[] }
/** The same between two threads: as JSON, which is hashed anyway and cheaper than a clone of its many parts. */
export type Packed = Omit<Incoming, 'bundle'> & { json: string }

export function pack({ bundle, warnings }: Pick<ParsedFile, 'bundle' | 'warnings'>): Packed {
  const json = JSON.stringify(inStoredForm(bundle))
  return { json, hash: createHash('sha256').update(json).digest('hex'), warnings }
}

export function unpack({ json, hash, warnings }: Packed): Incoming {
  return { bundle: JSON.parse(json), hash, warnings }
}

export function incoming(parsed: Pick<ParsedFile, 'bundle' | 'warnings'>): Incoming {
  return unpack(pack(parsed))
}
