/** A file as it was read, ready to be compared with what is there. */
import { createHash } from 'node:crypto'
import type { Said } from '../../core/said.ts'
import type { ConferenceBundle } from '../model.ts'
import type { Lacks } from './fill-in.ts'
import type { ParsedFile } from './importer.ts'
import { inStoredForm } from './programme.ts'

/** In stored form. `hash`: of the bundle; the same one again changes nothing. */
export type Incoming = { bundle: ConferenceBundle; hash: string; warnings: Said[]; lacks: Lacks }
/** The same between two threads: as JSON, which is hashed anyway and cheaper than a clone of its many parts. */
export type Packed = Omit<Incoming, 'bundle'> & { json: string }

type Parsed = Pick<ParsedFile, 'bundle' | 'warnings' | 'lacks'>

export function pack({ bundle, ...more }: Parsed): Packed {
  const json = JSON.stringify(inStoredForm(bundle))
  return { json, hash: createHash('sha256').update(json).digest('hex'), ...more }
}

export function unpack({ json, ...more }: Packed): Incoming {
  return { bundle: JSON.parse(json), ...more }
}

export function incoming(parsed: Parsed): Incoming {
  return unpack(pack(parsed))
}
