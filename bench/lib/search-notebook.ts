/** Fills a notebook with sessions, notes and slides whose words are as frequent as in real texts. */
import { ConferenceSlug, Guid, NoteId } from '../../db/model.ts'
import type { openStore } from '../../db/open-store.ts'
import { GLOSSARY } from '../../db/packs/glossary.ts'
import { RECOGNISER } from '../../db/picture-text/recogniser.ts'
import { addNote } from '../../db/sql/notes.ts'
import { storePictureText } from '../../db/sql/picture-texts.ts'
import { storePicture } from '../../db/sql/picture-use.ts'
import { createGlossarySource } from '../../db/sql/search/glossary-source.ts'
import { bundle, importFile, session } from '../../db/testing/bundles.ts'
import { root } from '../../scripts/lib/paths.ts'

export const conference = ConferenceSlug.parse('testing-days')
export const queries = [
  'evidence',
  'evid',
  'cybercrime',
  'mutual legal assistance',
  'freeze',
  'preuves électroniques',
  'заморозка',
  'police judge',
]

type Store = ReturnType<typeof openStore>
/** `slides`: how many of the notes have a slide. */
type Size = { sessions: number; notes: number; slides: number }

const ROOMS = 100
const DAYS = 5
/** The number of half-hours in a day, which begins at eight o'clock. */
const SLOTS = 20

/** Gives each conference as many sessions, notes and slides as `size` says. `folder`: the folder for the files that are imported. */
export async function fillNotebook(
  store: Store,
  folder: string,
  { conferences = 1, ...size }: Size & { conferences?: number },
): Promise<void> {
  const { sql } = store.lifecycle.ready().connection
  const words = createGlossarySource(root, GLOSSARY)(sql, null).concepts.flatMap(({ terms }) => terms.flat())
  // A generator that gives the same numbers in every run.
  let seed = 1
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  // Few words are frequent and many are rare, as in real texts; a few names occur once.
  const pickWord = () =>
    random() < 0.02
      ? `name${Math.floor(random() * 50_000)}`
      : (words[Math.floor(words.length * random() ** 3)] ?? '')
  const createSentence = (length: number) => Array.from({ length }, pickWord).join(' ')
  for (let count = 0; count < conferences; count += 1) {
    const slug = count === 0 ? conference : ConferenceSlug.parse(`${conference}-${count}`)
    await fillConference(store, folder, { ...size, slug, isFirst: count === 0, createSentence })
  }
}

async function fillConference(
  store: Store,
  folder: string,
  {
    slug,
    isFirst,
    sessions,
    notes,
    slides,
    createSentence,
  }: Size & { slug: ConferenceSlug; isFirst: boolean; createSentence: (length: number) => string },
): Promise<void> {
  const { sql, db } = store.lifecycle.ready().connection
  const large = bundle((made) => {
    const title = isFirst ? 'Testing Days' : slug
    Object.assign(made.conference, { slug, title, endDate: `2026-05-0${3 + DAYS}` })
    made.rooms.push(
      ...Array.from({ length: ROOMS }, (_, room) => ({ guid: `room-${room}`, name: `Room ${room}` })),
    )
    for (let count = 0; count < sessions; count += 1) {
      made.sessions.push(
        session(`s-${count}`, {
          title: createSentence(8),
          description: createSentence(60),
          ...getPlace(count),
        }),
      )
    }
  })
  const imported = await importFile({ ...store, folder }, large)
  if (!imported.ok) throw new Error(imported.error.message)
  /** @returns the SHA-256 of a picture whose text was read */
  const addSlide = (count: number): string => {
    const sha256 = `${Buffer.from(slug).toString('hex')}${count.toString(16)}`.padStart(64, '0').slice(-64)
    storePicture(sql, { sha256, type: 'image/png', width: 1, height: 1, size: 1 }, new Uint8Array(1))
    const text = Array.from({ length: 6 }, () => createSentence(8)).join('\n')
    // Stored as if the app had read the picture, so that it does not begin to read it.
    storePictureText(sql, sha256, {
      recogniser: RECOGNISER,
      languages: ['eng', 'fra', 'spa'],
      text,
      problem: null,
    })
    return sha256
  }
  const me = store.call('people.me', {})
  if (!me.ok) throw new Error(me.error.message)
  const writer = { sql, now: () => new Date().toISOString(), author: () => me.value.id }
  // One transaction, since thousands of synced commits would take minutes.
  db.transaction(() => {
    for (let count = 0; count < notes; count += 1) {
      const paragraphs = Array.from({ length: 4 }, () => `${createSentence(25)}.`)
      if (count < slides) paragraphs.push(`![](rapporteur:picture/${addSlide(count)})`)
      const markdown = paragraphs.join('\n\n')
      const session = Guid.parse(`s-${count}`)
      // Not notes.save, which reads all notes to make sure that a new one is not there yet.
      addNote(writer, NoteId.parse(crypto.randomUUID()), {
        conference: slug,
        session,
        keyMessage: null,
        markdown,
        revision: 1,
      })
    }
  })()
}

/** Spreads the sessions over days, rooms and half-hours, so that few are at the same time, and none at the same time in the same room. */
function getPlace(count: number): Record<string, unknown> {
  const slot = Math.floor(count / ROOMS)
  const day = `2026-05-${String(4 + (Math.floor(slot / SLOTS) % DAYS)).padStart(2, '0')}`
  const minutes = 8 * 60 + 30 * (slot % SLOTS)
  const toTime = (minute: number) =>
    `${day}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00+02:00`
  return { day, room: `room-${count % ROOMS}`, start: toTime(minutes), end: toTime(minutes + 25) }
}
