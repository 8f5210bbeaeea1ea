/** Writes notes for colleagues into a file, and merges theirs. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  BundleOptions,
  type BundleSigner,
  type MergePreview,
  type MergeSummary,
} from '../../db/contract/index.ts'
import { StoreError } from '../../db/errors.ts'
import type { Store } from '../../db/open-store.ts'
import { type Answer, ask, type Command, request, UsageError, type Words } from '../command.ts'
import { asGuid, conferenceOption, conferenceWithNotes, getConference } from '../conferences.ts'
import { formatCount } from '../counted.ts'
import { inEnglish } from '../in-english.ts'

const levels = BundleOptions.shape.confidentiality.unwrap()

export const passphraseOption = {
  '--passphrase-file <file>': 'the file with the passphrase in its first line, or -',
}

export const bundleNotes: Command = {
  name: 'bundle',
  summary:
    'Write notes and contacts into a .rapporteur file for a colleague; encrypted if there is a passphrase',
  options: {
    '--out <file>': 'the file to write',
    '--session <guid...>': 'only these sessions; list shows them',
    '--starred': 'only the sessions with a star',
    ...conferenceOption,
    '--confidentiality <level>': `${levels.options.join(', ')} (shareable)`,
    '--contact-notes': 'add what you noted about contacts',
    '--stars': 'add your stars',
    '--history':
      'add earlier versions, deleted notes, templates and presets, for another computer of your own',
    ...passphraseOption,
  },
  run: async (store, words) => {
    const out = words.one('out')
    if (out === undefined) throw new UsageError('Say the file: --out FILE')
    const sessions = words.all('session')
    if (sessions && words.has('starred')) throw new UsageError('Say either --session or --starred.')
    const level = levels.safeParse(words.one('confidentiality') ?? 'shareable')
    if (!level.success) {
      throw new UsageError(`--confidentiality: expected one of ${levels.options.join(', ')}`)
    }
    const slug = words.one('conference')
    const [first] = sessions ?? []
    const grant = randomUUID()
    store.grants.add(grant, { path: resolve(out), mode: 'write' })
    const saved = await request(store, 'exchange.save', {
      options: {
        conference:
          first === undefined ? conferenceWithNotes(store, slug) : getConference(store, first, slug),
        sessions: words.has('starred') ? 'starred' : (sessions?.map(asGuid) ?? null),
        contactNotes: words.has('contact-notes'),
        stars: words.has('stars'),
        history: words.has('history'),
        confidentiality: level.data,
      },
      passphrase: passphraseIn(words.one('passphrase-file')),
      grant,
    })
    return { json: saved, text: `${saved.path} (${saved.bytes} bytes)` }
  },
}

export const mergeNotes: Command = {
  name: 'merge',
  arguments: '<file>',
  summary:
    'Take in a colleague’s .rapporteur file, or a JSON export. Where both changed a note, your text stays and theirs is kept as a version.' +
    ' A file is refused if it is signed with somebody else’s key, or is not signed with a key of the sender once one is known.' +
    ' Notes and contacts in the name of anybody else whose key is known, you among them, are left out. --trust-key takes in all of it',
  options: {
    ...passphraseOption,
    '--theirs': 'where both changed a note, use their text and keep yours as a version',
    '--stars': 'take their stars too',
    '--trust-key': 'take in a file although its signature is missing or not known as the sender’s',
    '--preview': 'only say what would change, and who signed',
  },
  run: async (store, words) => {
    const [file = ''] = words.values
    return takeIn(store, resolve(file), {
      passphrase: getPassphrase(words),
      isPreview: words.has('preview'),
      theirs: words.has('theirs'),
      stars: words.has('stars'),
      trustKey: words.has('trust-key'),
    })
  },
}

type TakingIn = {
  passphrase: () => string | null
  isPreview?: boolean
  /** If both sides changed a note, use the colleague's text and keep one's own as a version. */
  theirs?: boolean
  /** Import the colleague's stars, pins, templates and the like. */
  stars?: boolean
  /** Accept the sender that the file names, although no known key confirms it. */
  trustKey?: boolean
}

export async function takeIn(store: Store, path: string, how: TakingIn): Promise<Answer> {
  const { opened, preview } = await openFile(store, path, how.passphrase)
  const from = preview.from.name || (preview.isOwn ? 'yourself' : 'a colleague')
  if (how.isPreview) return { json: preview, text: describe(preview, from) }
  const both = [...preview.notes, ...preview.contacts].filter(({ step }) => step === 'both')
  const merged = ask(store, 'exchange.merge', {
    opened,
    choices: {
      theirs: how.theirs ? both.map(({ id }) => id) : [],
      stars: how.stars ?? false,
      trustKey: how.trustKey ?? false,
    },
  })
  return {
    json: merged,
    text: [
      `From ${from}: ${inWords(merged.summary)}`,
      describeSigner(merged.signer),
      ...(merged.leftOut > 0 ? [`Left out: ${describeUnverified(merged.leftOut)}`] : []),
    ].join('\n'),
  }
}

async function openFile(
  store: Store,
  path: string,
  passphraseOf: () => string | null,
): Promise<{ opened: string; preview: MergePreview }> {
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  const { opened, preview } = await request(store, 'exchange.open', { grant })
  if (preview) return { opened, preview }
  const passphrase = passphraseOf()
  if (passphrase === null) throw new UsageError('The file is encrypted: --passphrase-file FILE')
  return { opened, preview: await request(store, 'exchange.unlock', { opened, passphrase }) }
}

/** Reads the passphrase on first use and keeps it, because standard input can be read only once. */
export function getPassphrase(words: Words): () => string | null {
  let passphrase: string | null | undefined
  return () => {
    passphrase ??= passphraseIn(words.one('passphrase-file'))
    return passphrase
  }
}

/** Reads the passphrase from a file, because other users of the computer can see command lines. */
function passphraseIn(file: string | undefined): string | null {
  if (file === undefined) return null
  const [line = ''] = readFileSync(file === '-' ? 0 : resolve(file), 'utf8').split(/\r?\n/)
  if (line === '')
    throw new StoreError('invalid-input', inEnglish(`${file} holds no passphrase in its first line.`))
  return line
}

function describeSigner({ state, fingerprint, before }: BundleSigner): string {
  const owner = before?.name ? ` of ${before.name}` : ''
  const known = before ? `; known is the key ${before.fingerprint}${owner}` : ''
  switch (state) {
    case 'unsigned':
      return `Not signed: nobody can say who wrote it${known}`
    case 'other':
      return `Signed with the key ${fingerprint}, which is not known as theirs${known}`
    case 'first':
      return `Signed with the key ${fingerprint}, the first one of theirs`
    case 'known':
      return `Signed with the key ${fingerprint}, which is known as theirs`
    case 'mine':
      return `Signed with the key ${fingerprint}, which is one of yours`
  }
}

function describeUnverified(count: number): string {
  return `${formatCount(count, 'note')} or ${count === 1 ? 'contact' : 'contacts'} in the name of somebody who did not sign this file; --trust-key takes them in`
}

function describe(preview: MergePreview, from: string): string {
  const { conference, programme, notes, contacts, stars, tags, own, known, signer, unverified } = preview
  const waitingStars = stars.filter(({ starred, isHere }) => starred && !isHere).length
  return [
    ...(programme
      ? [`${conference.title} comes with the file: ${formatCount(programme.sessions, 'session')}`]
      : []),
    `From ${from}: ${formatCount(notes.length, 'note')}, ${besideNotes({ contacts: contacts.length, stars: stars.length, waitingStars, tags })}` +
      ` and ${formatCount(own, 'other')} (templates, presets, words) differ; ${known} known`,
    `${describeSigner(signer)}${signer.needsTrust ? ': merge refuses it without --trust-key' : ''}`,
    ...(unverified > 0 && !signer.needsTrust ? [`Not verified: ${describeUnverified(unverified)}`] : []),
    ...notes.map(({ step, excerpt, isUnverified }) => line(step, excerpt, isUnverified)),
    ...contacts.map(({ step, name, isUnverified }) => line(step, name, isUnverified)),
  ].join('\n')
}

const line = (step: string, what: string, isUnverified: boolean) =>
  `  ${step.padEnd(8)} ${what}${isUnverified ? ' (not verified)' : ''}`

type BesideNotes = Pick<MergeSummary, 'contacts' | 'stars' | 'waitingStars' | 'tags'>

function besideNotes({ contacts, stars, waitingStars = 0, tags }: BesideNotes): string {
  const waiting = waitingStars > 0 ? ` (${waitingStars} of sessions that are not in the programme here)` : ''
  return [
    formatCount(contacts, 'contact'),
    `${formatCount(stars, 'star')}${waiting}`,
    formatCount(tags, 'tag'),
  ].join(', ')
}

function inWords({ newNotes, changedNotes, settledNotes, ...beside }: MergeSummary): string {
  return (
    `${formatCount(newNotes, 'new note')}, ${changedNotes} followed, ${settledNotes} changed on both sides; ` +
    besideNotes(beside)
  )
}
