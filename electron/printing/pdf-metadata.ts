/** Writes title, author and program to a PDF's properties. Chromium writes only the title, and names itself as the program. */
import { readObjects } from './pdf-objects.ts'

export type PdfMetadata = { title: string; author: string }

/**
 * Replaces the properties by an incremental update (ISO 32000-1 §7.5.6, §14.3). A tagged document gets them as XMP too, with the
 * identifier of PDF/UA.
 * @returns the file unchanged if Chromium did not write it
 */
export function setPdfMetadata(
  pdf: Uint8Array,
  { title, author, program }: PdfMetadata & { program: string },
  now = new Date(),
): Uint8Array<ArrayBuffer> {
  const objects = readObjects(pdf)
  const objectCount = Number(/\/Size (\d+)/.exec(objects?.trailer ?? '')?.[1])
  const info = objects?.getReference(objects.trailer, 'Info') ?? null
  const root = objects?.getReference(objects.trailer, 'Root') ?? null
  if (!objects || !(objectCount > 0) || info === null || root === null) return new Uint8Array(pdf)
  const date = `(D:${now.toISOString().replaceAll(/[-:T]|\.\d+Z/g, '')}Z)`
  const properties = [
    `/Title ${toTextString(title)}`,
    author && `/Author ${toTextString(author)}`,
    `/Creator ${toTextString(program)}`,
    `/Producer ${toTextString(program)}`,
    `/CreationDate ${date}`,
    `/ModDate ${date}`,
  ]
  const added = [{ number: objectCount, content: `<<${properties.filter(Boolean).join('\n')}>>` }]
  const catalog = objects.read(root).trim()
  if (/\/Marked true/.test(catalog) && catalog.endsWith('>>')) {
    const language = /\/Lang \(([\w-]+)\)/.exec(catalog)?.[1] ?? ''
    const xmp = Buffer.from(createXmpPacket({ title, author, program, language, now })).toString('latin1')
    added.push({
      number: objectCount + 1,
      content: `<</Type /Metadata\n/Subtype /XML\n/Length ${xmp.length}>> stream\n${xmp}\nendstream`,
    })
    added.push({ number: root, content: `${catalog.slice(0, -2)}\n/Metadata ${objectCount + 1} 0 R>>` })
  }
  let body = '\n'
  const tableLines = added.map(({ number, content }) => {
    const offset = pdf.length + body.length
    body += `${number} 0 obj\n${content}\nendobj\n`
    // Each line of the table is 20 bytes long.
    return `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const newCount = objectCount + added.filter(({ number }) => number >= objectCount).length
  const entries = objects.trailer
    .replace(`/Size ${objectCount}`, `/Size ${newCount}`)
    .replace(`/Info ${info} 0 R`, `/Info ${objectCount} 0 R`)
  const trailer = `trailer\n<<${entries}\n/Prev ${objects.tableOffset}>>\nstartxref\n${pdf.length + body.length}\n%%EOF\n`
  const updated = Buffer.concat([pdf, Buffer.from(`${body}xref\n${tableLines.join('')}${trailer}`, 'latin1')])
  // Overwrites the old properties in the file, since they name this computer's system.
  const start = updated.indexOf(`${info} 0 obj`) + `${info} 0 obj`.length
  updated.fill(' ', start, updated.indexOf('endobj', start)).write('<<>>', start + 1)
  return new Uint8Array(updated)
}

/** Writes any text as UTF-16 with a byte order mark, in hexadecimal (ISO 32000-1 §7.9.2.2). */
function toTextString(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`
}

/** Writes XMP (ISO 16684-1) with the identifier of ISO 14289-1 §5. */
function createXmpPacket({
  title,
  author,
  program,
  language,
  now,
}: PdfMetadata & { program: string; language: string; now: Date }): string {
  const date = now.toISOString().replace(/\.\d+Z/, 'Z')
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>
${author && `<dc:creator><rdf:Seq><rdf:li>${escapeXml(author)}</rdf:li></rdf:Seq></dc:creator>\n`}${language && `<dc:language><rdf:Bag><rdf:li>${language}</rdf:li></rdf:Bag></dc:language>\n`}<xmp:CreatorTool>${escapeXml(program)}</xmp:CreatorTool>
<xmp:CreateDate>${date}</xmp:CreateDate>
<xmp:ModifyDate>${date}</xmp:ModifyDate>
<pdf:Producer>${escapeXml(program)}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`
}

/** Removes control characters, which XML 1.0 §2.2 does not allow even escaped. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\ufffe\uffff]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
