/** Checks who signed a file of notes: trust on first use, with one key per device of a person. */
import { type Message, message } from '../../core/i18n/message.ts'
import type { BundleSigner } from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import { getFingerprint } from '../packs/keys.ts'
import { getPerson } from '../sql/people.ts'
import type { Sql } from '../store/open.ts'
import type { BundleNote, NotesBundle, SignedBundle } from './bundle.ts'
import type { Plan } from './plan.ts'
import { getVersions } from './rows.ts'

/** A file, or only its sender and the key of its signature. */
type SenderAndKey = Pick<SignedBundle, 'publicKey'> & { bundle: Pick<NotesBundle, 'from'> }

export function getSigner(sql: Sql, me: string, { bundle: { from }, publicKey }: SenderAndKey): BundleSigner {
  const [latest] = getKeys(sql, from)
  const describeKey = (person: string, key: string) => ({
    name: getPerson(sql, person).name,
    fingerprint: getFingerprint(key),
  })
  const knownKey = latest === undefined ? null : describeKey(from, latest)
  if (publicKey === null) {
    return { state: 'unsigned', fingerprint: null, before: knownKey, needsTrust: knownKey !== null }
  }
  const fingerprint = getFingerprint(publicKey)
  const owner = findOwner(sql, publicKey)
  if (owner === from) {
    return { state: from === me ? 'mine' : 'known', fingerprint, before: knownKey, needsTrust: false }
  }
  if (owner !== undefined) {
    return { state: 'other', fingerprint, before: describeKey(owner, publicKey), needsTrust: true }
  }
  return { state: knownKey ? 'other' : 'first', fingerprint, before: knownKey, needsTrust: knownKey !== null }
}

/** Throws `invalid-input`, with what to do, for a file that the delegate has not trusted. */
export function refuseUntrusted(
  me: string,
  { from, people }: NotesBundle,
  { state, fingerprint }: BundleSigner,
): never {
  throw new StoreError('invalid-input', describe())

  function describe(): Message {
    const isUnsigned = state === 'unsigned'
    const key = fingerprint ?? ''
    if (from === me)
      return isUnsigned
        ? message('sharing.own-unsigned')
        : message('sharing.own-other-key', { fingerprint: key })
    const name = people.find(({ id }) => id === from)?.name ?? ''
    return isUnsigned
      ? message('sharing.sender-unsigned', { name })
      : message('sharing.sender-other-key', { name, fingerprint: key })
  }
}

/**
 * Finds notes and contacts attributed to someone who did not sign the file: the delegate, or a colleague with a known key. They are left
 * out unless the delegate trusts the file.
 */
export function findUnverified(
  sql: Sql,
  { from }: NotesBundle,
  { state, needsTrust }: BundleSigner,
  plan: Plan,
): ReadonlySet<string> {
  if (state === 'mine') return new Set()
  // About other people, the sender is believed unless a key of theirs is known.
  const isBelieved = (person: string) => (person === from ? !needsTrust : getKeys(sql, person).length === 0)
  return new Set(
    [...plan.notes, ...plan.contacts].flatMap(({ step, theirs, ours }) => {
      if (step === 'known') return []
      const authors = [theirs.author, ...(ours ? [] : [theirs.createdBy])]
      if ('versions' in theirs) {
        const known = ours && 'rowid' in ours ? getVersions(sql, ours.rowid) : []
        authors.push(...listNewVersions(theirs, known, ours?.revision).map(({ author }) => author))
      }
      return authors.every(isBelieved) ? [] : theirs.id
    }),
  )
}

/** Versions that merging would add. Skips the current revision, whose text merging never replaces. */
function listNewVersions(
  { versions }: BundleNote,
  known: BundleNote['versions'],
  currentRevision: number | undefined,
): BundleNote['versions'] {
  const revisions = new Set([currentRevision, ...known.map(({ revision }) => revision)])
  return versions.filter(({ revision }) => !revisions.has(revision))
}

/** Latest first. */
function getKeys(sql: Sql, person: string): string[] {
  return sql<{ key: string }>(
    'SELECT public_key AS key FROM device_key WHERE person = ? ORDER BY since DESC, public_key',
  )
    .all(person)
    .map(({ key }) => key)
}

function findOwner(sql: Sql, publicKey: string): string | undefined {
  return sql<{ person: string }>('SELECT person FROM device_key WHERE public_key = ?').get(publicKey)?.person
}
