/** What a file holds, checked against the schema and against itself. */
import { said } from '../../core/said.ts'
import { StoreError } from '../errors.ts'
import { checkBundle } from '../importers/check-bundle.ts'
import { readPicture } from '../pictures.ts'
import { describeIssues } from '../validation.ts'
import { NotesBundle } from './bundle.ts'

/** Each under the SHA-256 that the file gives it. Throws StoreError `bad-file` that names the place. */
export function checkedBundle(
  content: object,
  pictures: readonly { sha256: unknown; bytes: Uint8Array }[],
): NotesBundle {
  const read = pictures.map(({ sha256, bytes }) => {
    const { turned: _, ...picture } = readPicture(bytes)
    if (picture.sha256 !== sha256)
      throw new StoreError('bad-file', said`A picture is not the one that it was.`)
    return { ...picture, bytes }
  })
  const checked = NotesBundle.safeParse({ ...content, pictures: read })
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
  return checked.data
}
