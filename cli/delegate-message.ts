/** Drafts the message that tells delegates about an update of a pack. */
import { type Language, languages } from '../core/desktop.ts'
import { type ChangeKind, getKind, sortByKind } from '../core/programme-changes.ts'
import { formatWhen } from '../core/time.ts'
import type { Comparison } from '../db/import/matching/compare.ts'
import type { ConferenceBundle } from '../db/model.ts'
import { getFingerprint } from '../db/packs/keys.ts'
import { getDelegateTexts } from './organiser-texts.ts'
import type { PackFile } from './previous-pack.ts'

type Session = ConferenceBundle['sessions'][number]

/** @returns one message in each language; its first line is the subject */
export function writeDelegateMessage(before: PackFile, after: PackFile, changes: Comparison): string {
  return languages.map((language) => writeMessageIn(language, before, after, changes)).join('\n\n---\n\n')
}

function writeMessageIn(language: Language, before: PackFile, after: PackFile, changes: Comparison): string {
  const translate = getDelegateTexts(language)
  const { title, revision, timeZone } = after.bundle.conference
  const describePlace = ({ bundle }: PackFile, session: Session) => {
    const when = formatWhen(session, timeZone, language, translate('message.allDay'))
    const room = bundle.rooms.find(({ guid }) => guid === session.room)?.name
    return room === undefined ? when : `${when}, ${room}`
  }
  const describeBefore = (session: Session, kind: ChangeKind) =>
    kind === 'retitled' ? session.title : describePlace(before, session)
  const lines = sortByKind(changes.sessions).flatMap((change) => {
    const findSession = ({ bundle }: PackFile) => bundle.sessions.find(({ guid }) => guid === change.guid)
    const [old, current] = [findSession(before), findSession(after)]
    const session = current ?? old
    if (!session) return []
    const kind = getKind(change)
    return translate(`message.${kind}`, {
      session: [session.label, session.title].filter(Boolean).join(', '),
      when: describePlace(current ? after : before, session),
      before: old ? describeBefore(old, kind) : '',
    })
  })
  const { documents, floorPlans } = changes.otherChanges
  const files = [documents, floorPlans].flatMap(({ added, changed, removed }) => [
    ...added,
    ...changed,
    ...removed,
  ])
  if (files.length > 0) lines.push(translate('message.files', { names: files.join('; ') }))
  return [
    translate('message.subject', { title, version: String(revision) }),
    '',
    lines.length > 0 ? translate('message.opening', { title }) : translate('message.nothing'),
    ...lines.map((line) => `- ${line}`),
    '',
    translate(after.pack.address === null ? 'message.open' : 'message.refresh'),
    translate('message.fingerprint', { fingerprint: getFingerprint(after.pack.publicKey) }),
  ].join('\n')
}
