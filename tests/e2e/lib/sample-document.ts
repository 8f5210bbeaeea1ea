/** Documents for a session of the bundled conference: one from an organiser's pack, and one that the delegate attached. */
import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OwnDocumentId } from '../../../db/contract/index.ts'
import { EXTRACTOR } from '../../../db/document-text/extractor.ts'
import { ConferenceBundle, type Guid } from '../../../db/model.ts'
import { buildPack } from '../../../db/packs/write-pack.ts'
import { storeDocumentText } from '../../../db/sql/document-texts.ts'
import { makeDocx, makePdf } from '../../../db/testing/make-documents.ts'
import { organiserKey } from '../../../db/testing/packs.ts'
import { root } from '../../../scripts/lib/paths.ts'
import { importFile } from './import-bundle.ts'
import { openNotebookIn } from './notebook.ts'

export const SAMPLE_DOCUMENT = 'documents/guidance-note.pdf'

const pages = [
  `Draft Guidance Note on Production Orders for Subscriber Information
Article 18 of the Budapest Convention
1 Introduction
The Cybercrime Convention Committee decided to issue Guidance Notes aimed at
facilitating the effective use and implementation of the Convention, also in the
light of legal, policy and technical developments.`,
  `2 Scope
A production order under Article 18.1.b can be served on a service provider that
offers its services in the territory of the Party, wherever the provider and the
subscriber information are.
Subscriber information is:
– the type of communication service used, and the period of service,
– the subscriber's identity, postal address and telephone number.
Parties are encouraged to apply Article 18 in this sense.`,
]

/** Imports the documents and stores their text, which the app would otherwise read while it is idle. */
export async function importSampleDocument(profile: string): Promise<void> {
  const bundled = await readFile(join(root, 'assets/conferences/octopus-2016.json'), 'utf8')
  const programme = ConferenceBundle.parse(JSON.parse(bundled))
  programme.conference.revision += 1
  const description = {
    title: 'Draft Guidance Note on Article 18',
    rooms: [],
    sessions: ['workshop-9' as Guid],
  }
  const bytes = makePdf(['Draft Guidance Note', 'Scope'])
  const pack = buildPack(
    programme,
    [{ role: 'document', fileName: 'guidance-note.pdf', ...description, bytes }],
    {
      publisher: 'Council of Europe',
      createdAt: '2016-11-10T08:00:00.000Z',
      key: organiserKey,
    },
  )
  const path = join(profile, 'octopus-2016.rapporteur-pack')
  await writeFile(path, pack)
  await importFile(profile, path)
  const store = openNotebookIn(profile)
  const { connection } = store.lifecycle.ready()
  const conference = programme.conference.slug
  const attached = await store.request('ownDocuments.add', {
    id: OwnDocumentId.parse(randomUUID()),
    conference,
    session: 'workshop-9' as Guid,
    note: null,
    fileName: 'Position of our delegation.docx',
    bytes: makeDocx('<w:p><w:r><w:t>We agree.</w:t></w:r></w:p>'),
  })
  if (!attached.ok) throw new Error(JSON.stringify(attached))
  const listed = store.call('files.list', { conference })
  if (!listed.ok) throw new Error(JSON.stringify(listed))
  for (const { sha256 } of listed.value) {
    storeDocumentText(connection.sql, sha256, { extractor: EXTRACTOR, pages, problem: null })
  }
  store.close()
}
