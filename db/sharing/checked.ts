/** What a file holds, checked against the schema and against itself. */
import { said } from '../../core/message.ts'
import { StoreError } from '../errors.ts'
import { readPicture } from '../formats/read-picture.ts'
import { describeIssues } from '../formats/validation.ts'
import { checkBundle } from '../import/builder/check-bundle.ts'
import { wrongKind } from '../packs/kinds.ts'
import { fileType } from '../packs/read-pack.ts'
import { expectDistinct, sha256 } from '../packs/write-pack.ts'
import { NotesBundle } from './bundle.ts'
import type { CopiedFile } from './bundle-copy.ts'
import { rebaseRevisions } from './rebase-revisions.ts'

/** A part of a file, under the SHA-256 that the file gives it. */
export type Part = { sha256: unknown; bytes: Uint8Array }

/** Throws StoreError `bad-file` that names the place. */
export function checkedBundle(
  content: object,
  pictures: readonly Part[],
  files?: readonly Part[],
): NotesBundle {
  const read = pictures.map(({ sha256, bytes }) => {
    const { turned: _, ...picture } = readPicture(bytes)
    if (picture.sha256 !== sha256)
      throw new StoreError('bad-file', said`A picture is not the one that it was.`)
    return { ...picture, bytes }
  })
  const checked = NotesBundle.safeParse({ ...content, pictures: read, ...(files && { files }) })
  if (!checked.success) {
    throw new StoreError(
      'bad-file',
      said`The file does not hold what it should: ${describeIssues(checked.error)}`,
    )
  }
  const { programme, conference } = checked.data
  if (programme) checkBundle(programme)
  if (programme && programme.conference.slug !== conference.slug) {
    throw new StoreError('bad-file', said`programme.conference.slug: it is not that of the notes.`)
  }
  for (const file of checked.data.files ?? []) checkFile(file)
  expectDistinct((checked.data.files ?? []).map(({ guid }) => guid))
  rebaseRevisions(checked.data)
  return checked.data
}

/** As those of a pack, which nobody signed here. */
function checkFile({ bytes, ...file }: CopiedFile): void {
  const type = fileType(file)
  if (
    type === null ||
    wrongKind(type, bytes) !== null ||
    bytes.length !== file.size ||
    sha256(bytes) !== file.sha256
  ) {
    throw new StoreError('bad-file', said`“${file.guid}” is not the document that it was.`)
  }
}
