/** Removes names from the data of a JSON export. References stay intact; earlier versions of notes and contacts are left out. */
import { createHash } from 'node:crypto'
import { fold } from '../../../core/fold.ts'
import type { ConferenceBundle, Guid } from '../../model.ts'
import type { BundleNote, NotesBundle } from '../../sharing/bundle.ts'
import type { StructuredColumn } from '../../sql/sessions.ts'

export type NameRemover = {
  anonymiseText(value: string): string
  /** @returns null for an address that reveals a name */
  anonymiseAddress(url: string): string | null
}

/** `texts`: the Markdown without names, by note id. `pictures`: the pictures without metadata; `sha256` is the hash of the original. */
export function anonymiseBundle(
  bundle: NotesBundle,
  { anonymiseText, anonymiseAddress }: NameRemover,
  texts: ReadonlyMap<string, string>,
  pictures: NotesBundle['pictures'],
): NotesBundle {
  const replaceKey = createKeyReplacer(anonymiseText)
  const mapGuid = <K extends string>(guid: K | null) => (guid === null ? null : replaceKey(guid))
  const renamed = pictures.map((picture) => ({
    oldHash: picture.sha256,
    picture: { ...picture, sha256: createHash('sha256').update(picture.bytes).digest('hex') },
  }))
  const updatePictureHashes = (markdown: string) =>
    renamed.reduce((result, { oldHash, picture }) => result.replaceAll(oldHash, picture.sha256), markdown)
  const notes = bundle.notes.flatMap((note): BundleNote | [] => {
    const markdown = texts.get(note.id)
    if (markdown === undefined) return []
    const tags = new Map(
      note.tags.map((tag) => {
        const nameless = anonymiseText(tag.tag)
        return [fold(nameless), { ...tag, tag: nameless }] as const
      }),
    )
    return {
      ...note,
      session: mapGuid(note.session),
      keyMessage: mapGuid(note.keyMessage),
      markdown: updatePictureHashes(markdown),
      partial: true,
      versions: [],
      tags: [...tags.values()],
    }
  })
  const {
    own: _own,
    past: _past,
    files: _files,
    colleagueStars: _stars,
    keyMessageRemarks: _remarks,
    ownDocuments: _documents,
    attachments: _attachments,
    ownEntries: _entries,
    ...others
  } = bundle
  return {
    ...others,
    conference: { slug: replaceKey(bundle.conference.slug), title: anonymiseText(bundle.conference.title) },
    programme:
      bundle.programme &&
      removeNamesFromProgramme(bundle.programme, { anonymiseText, anonymiseAddress, replaceKey }),
    people: bundle.people.map((person) => ({
      ...person,
      name: anonymiseText(person.name),
      delegation: anonymiseText(person.delegation),
    })),
    notes,
    contacts: [],
    stars: bundle.stars.map((star) => ({ ...star, session: replaceKey(star.session) })),
    pictures: renamed.map(({ picture }) => picture),
  }
}

type ReplaceKey = <K extends string>(key: K) => K

function removeNamesFromProgramme(
  programme: ConferenceBundle,
  { anonymiseText, anonymiseAddress, replaceKey }: NameRemover & { replaceKey: ReplaceKey },
): ConferenceBundle {
  const { conference, rooms, sessions, keyMessages } = programme
  const redactParagraphs = (all: typeof conference.introduction) =>
    all.map((paragraph) => ({ ...paragraph, text: anonymiseText(paragraph.text) }))
  const redactMessage = <M extends { guid: Guid; number: string; lead: string; text: string }>(
    message: M,
  ): M => {
    const words = anonymiseText(message.text)
    const lead = anonymiseText(message.lead)
    // A name may start in the lead and end after it.
    const start = words.startsWith(lead) ? lead : (words.split('\n')[0] ?? words)
    return {
      ...message,
      guid: replaceKey(message.guid),
      number: anonymiseText(message.number),
      lead: start,
      text: words,
    }
  }
  return {
    ...programme,
    conference: {
      ...conference,
      slug: replaceKey(conference.slug),
      title: anonymiseText(conference.title),
      subtitle: anonymiseText(conference.subtitle),
      edition: anonymiseText(conference.edition),
      venue: anonymiseText(conference.venue),
      city: anonymiseText(conference.city),
      country: anonymiseText(conference.country),
      url: conference.url && anonymiseAddress(conference.url),
      introduction: redactParagraphs(conference.introduction),
      keyMessagesHeading: anonymiseText(conference.keyMessagesHeading),
      closing: redactParagraphs(conference.closing),
    },
    rooms: rooms.map((room) => ({ ...room, guid: replaceKey(room.guid), name: anonymiseText(room.name) })),
    speakers: [],
    sessions: sessions.map((session) =>
      removeNamesFromSession(session, { anonymiseText, anonymiseAddress, replaceKey }),
    ),
    keyMessages: keyMessages.map((message) => ({
      ...redactMessage(message),
      points: message.points.map(redactMessage),
    })),
    directory: [],
  }
}

type Session = ConferenceBundle['sessions'][number]

/** Columns that contain a key, a time or one of a few fixed words. Every other text may contain a name. */
const COLUMNS_WITHOUT_NAMES: ReadonlySet<string> = new Set<keyof Session>([
  'guid',
  'room',
  'kind',
  'status',
  'start',
  'end',
  'day',
])

function removeNamesFromSession(
  session: Session,
  { anonymiseText, anonymiseAddress, replaceKey }: NameRemover & { replaceKey: ReplaceKey },
): Session {
  const { languages, recording, links } = session
  const texts = Object.entries(session).flatMap(([column, value]) =>
    typeof value === 'string' && !COLUMNS_WITHOUT_NAMES.has(column)
      ? [[column, anonymiseText(value)] as const]
      : [],
  )
  return {
    ...session,
    ...(Object.fromEntries(texts) as Partial<Session>),
    ...({
      languages,
      speakers: [],
      recording: recording && { ...recording, licence: anonymiseText(recording.licence) },
      links: links.map((link) => ({
        ...link,
        title: anonymiseText(link.title),
        url: link.url && anonymiseAddress(link.url),
      })),
    } satisfies Pick<Session, StructuredColumn>),
    guid: replaceKey(session.guid),
    room: session.room && replaceKey(session.room),
  }
}

/** Replaces a key that contains a name; equal keys get equal replacements. `hide` gets the key and the number of keys before it. */
export function createKeyReplacer(
  anonymiseText: (value: string) => string,
  hide = (_: string, before: number) => `${before + 1}`,
): ReplaceKey {
  const known = new Map<string, string>()
  return <K extends string>(key: K): K => {
    const found = known.get(key) ?? (anonymiseText(key) === key ? key : `hidden-${hide(key, known.size)}`)
    known.set(key, found)
    return found as K
  }
}
