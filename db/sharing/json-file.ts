/** The JSON export: the content of a `.rapporteur` file, with programme and pictures, as one text (docs/json-format.md). */
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { takeBeginning } from '../formats/decode.ts'
import { readJson } from '../formats/json.ts'
import { MAX_FILE_BYTES, type NotesBundle } from './bundle.ts'
import { checkSharedBundle, type Part as FilePart } from './check-shared-bundle.ts'

/** Throws `invalid-input` if pictures and documents would make the file too large to import again. */
export function writeJsonExport({ pictures, files, attachments, ...content }: NotesBundle): Uint8Array {
  const bytes = [...pictures, ...(files ?? []), ...(attachments ?? [])].reduce(
    (sum, { size }) => sum + size,
    0,
  )
  if (bytes * (4 / 3) > MAX_FILE_BYTES * 0.9) {
    throw new StoreError(
      'invalid-input',
      message('sharing.json-too-large', { megabytes: Math.round(bytes / 1024 / 1024) }),
    )
  }
  const text = JSON.stringify(content, null, 2)
  return joinChunks([
    text.slice(0, text.lastIndexOf('\n}')),
    ...writeByteList('pictures', pictures),
    ...(attachments ? writeByteList('attachments', attachments) : []),
    ...(files ? writeByteList('files', files) : []),
    '\n}\n',
  ])
}

type Part = { bytes: Uint8Array }
type ByteList = 'pictures' | 'attachments' | 'files'

/** Chunks of the JSON text; bytes are written as base64. */
function writeByteList(name: ByteList, parts: readonly Part[]): (string | Uint8Array)[] {
  const lines = parts.flatMap(({ bytes, ...part }, index) => [
    `${index === 0 ? '' : ','}\n    ${JSON.stringify(part).slice(0, -1)},"base64":"`,
    bytes,
    '"}',
  ])
  return [`,\n  "${name}": [`, ...lines, parts.length === 0 ? ']' : '\n  ]']
}

/** Writes into a buffer of the exact size, because one large string and its bytes would triple the memory. */
function joinChunks(chunks: readonly (string | Uint8Array)[]): Uint8Array {
  const size = chunks.reduce(
    (sum, chunk) =>
      sum + (typeof chunk === 'string' ? Buffer.byteLength(chunk) : 4 * Math.ceil(chunk.length / 3)),
    0,
  )
  const file = Buffer.alloc(size)
  let offset = 0
  for (const chunk of chunks) {
    offset +=
      typeof chunk === 'string'
        ? file.write(chunk, offset)
        : file.write(Buffer.from(chunk).toString('base64'), offset, 'latin1')
  }
  return file
}

/** Looks at the first characters only. */
export function isJson(file: Uint8Array): boolean {
  return takeBeginning(file.subarray(0, 1024)).startsWith('{')
}

/** Throws `bad-file`, with the place of the problem, if the text is not a file of notes. */
export function readJsonExport(file: Uint8Array): NotesBundle {
  const json = readJson(file)
  if (
    typeof json !== 'object' ||
    json === null ||
    !('format' in json) ||
    json.format !== 'rapporteur-bundle'
  ) {
    throw new StoreError('bad-file', message('sharing.not-notes'))
  }
  const { pictures = [], attachments = [], files, ...content } = json as Partial<Record<ByteList, unknown>>
  return checkSharedBundle(content, dropMetadata(readParts('pictures', pictures)), {
    attachments: dropMetadata(readParts('attachments', attachments)),
    files: files === undefined ? undefined : readParts('files', files),
  })
}

/** Drops what the file states about a picture or document, such as its size, which is read from the bytes instead. */
function dropMetadata(parts: readonly FilePart[]): FilePart[] {
  return parts.map(({ sha256, bytes }) => ({ sha256, bytes }))
}

function readParts(list: ByteList, parts: unknown): FilePart[] {
  if (!Array.isArray(parts)) throw new StoreError('bad-file', message('sharing.list-expected', { list }))
  return parts.map((part: unknown) => {
    const { base64, ...rest } = (part ?? {}) as { sha256?: unknown; base64?: unknown }
    return {
      ...rest,
      sha256: rest.sha256,
      bytes: Buffer.from(typeof base64 === 'string' ? base64 : '', 'base64'),
    }
  })
}
