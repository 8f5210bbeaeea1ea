/** Fills a notebook with sessions, notes and slides whose words are as frequent as in real texts. */
import { ConferenceSlug } from '../../db/model.ts'
import type { openStore } from '../../db/open-store.ts'
import { GLOSSARY } from '../../db/packs/glossary.ts'
import { keepPictureText } from '../../db/sql/picture-texts.ts'
import { keepPicture } from '../../db/sql/picture-use.ts'
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

/** `folder`: for the file that is imported. `slides`: how many of the notes have one. */
export async function fillNotebook(
  store: Store,
  folder: string,
  { sessions, notes, slides }: { sessions: number; notes: number; slides: number },
): Promise<void> {
  const { sql } = store.lifecycle.ready().connection
  const words = createGlossarySource(root, GLOSSARY)(sql, null).concepts.flatMap(({ terms }) => terms.flat())
  // The same numbers in every run.
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
  const sentence = (length: number) => Array.from({ length }, pickWord).join(' ')
  const large = bundle((b) => {
    for (let count = 0; count < sessions; count += 1) {
      b.sessions.push(session(`s-${count}`, { title: sentence(8), description: sentence(60) }))
    }
  })
  const imported = await importFile({ ...store, folder }, large)
  if (!imported.ok) throw new Error('the sessions were not imported')
  /** @returns the SHA-256 of a picture whose text was read */
  const addSlide = (count: number): string => {
    const sha256 = count.toString(16).padStart(64, '0')
    keepPicture(sql, { sha256, type: 'image/png', width: 1, height: 1, size: 1 }, new Uint8Array(1))
    const text = Array.from({ length: 6 }, () => sentence(8)).join('\n')
    keepPictureText(sql, sha256, { recogniser: 'bench', languages: ['eng'], text, problem: null })
    return sha256
  }
  for (let count = 0; count < notes; count += 1) {
    const paragraphs = Array.from({ length: 4 }, () => `${sentence(25)}.`)
    if (count < slides) paragraphs.push(`![](rapporteur:picture/${addSlide(count)})`)
    const markdown = paragraphs.join('\n\n')
    const saved = store.call('notes.save', {
      ...{ id: crypto.randomUUID(), conference, session: `s-${count}`, keyMessage: null },
      ...{ markdown, baseRevision: 0 },
    })
    if (!saved.ok) throw new Error(saved.error.message)
  }
}
