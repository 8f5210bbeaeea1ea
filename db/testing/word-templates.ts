/** A small Word template as French Word saves it, with French style ids and Word's own style names. */
import { writeZip } from '../formats/write-zip.ts'
import { getBytes } from './bundles.ts'

const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/main'

export const writeContentTypes = (kind: string) =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${kind}"/><Override PartName="/word/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`

export const writeStyles = (namespace = WORD) =>
  `<?xml version="1.0"?><w:styles xmlns:w="${namespace}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="21"/><w:lang w:val="fr-FR"/><w14:ligatures w14:val="none"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard0"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard0"/><w:next w:val="Standard0"/><w:link w:val="Titre1Car"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:color w:val="C00000" w:themeColor="accent1"/><w:sz w:val="40"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Titre1Car"><w:name w:val="Titre 1 Car"/><w:link w:val="Titre1"/></w:style>
<w:style w:type="paragraph" w:styleId="En-tte"><w:name w:val="header"/><w:basedOn w:val="Standard0"/><w:pPr><w:keepNext/><w:tabs><w:tab w:val="center" w:pos="4536"/><w:tab w:val="right" w:pos="9072"/></w:tabs><w:spacing w:after="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Heading2"><w:name w:val="Bandeau"/><w:basedOn w:val="Titre1"/></w:style>
</w:styles>`

const theme = `<a:theme xmlns:a="${DRAWING}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" name="Ministère"><a:themeElements><a:clrScheme name="M"><a:accent1><a:srgbClr val="C00000"/></a:accent1></a:clrScheme><a:fmtScheme name="M"><a:bgFillStyleLst><a:blipFill><a:blip r:embed="rId1"/></a:blipFill></a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`

/** Leaves out parts that are null. */
export function makeWordTemplate(changes: Record<string, string | Uint8Array | null> = {}): Uint8Array {
  const parts: Record<string, string | Uint8Array | null> = {
    '[Content_Types].xml': writeContentTypes(`${TYPES}.template.main+xml`),
    'word/document.xml': `<w:document xmlns:w="${WORD}"><w:body><w:p/><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2268" w:right="1134" w:bottom="1134" w:left="1701" w:header="600" w:footer="500" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    'word/styles.xml': writeStyles(),
    'word/theme/theme1.xml': theme,
    ...changes,
  }
  return writeZip(
    Object.entries(parts).flatMap(([name, content]) =>
      content === null ? [] : [{ name, bytes: typeof content === 'string' ? getBytes(content) : content }],
    ),
  )
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const createRelations = (listed: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${listed}</Relationships>`
const createDrawing = (uri: string, content: string) =>
  `<w:r><w:drawing><wp:inline distT="0"><wp:extent cx="720000" cy="540000"/><wp:docPr id="1" name="Logo"><a:hlinkClick r:id="rId9"/></wp:docPr><a:graphic><a:graphicData uri="${DRAWING.replace('main', uri)}">${content}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`

/** The parts of a template with a logo and an address in its header. `logo`: a picture. */
export function makeLetterhead(logo: Uint8Array): Record<string, string | Uint8Array> {
  const picture = `<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"><a:extLst/></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="720000" cy="540000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>`
  const reference = '<w:headerReference w:type="default" r:id="rId7"/>'
  return {
    'word/document.xml': `<w:document xmlns:w="${WORD}" xmlns:r="${RELATIONS}"><w:body><w:p/><w:sectPr>${reference}</w:sectPr></w:body></w:document>`,
    'word/_rels/document.xml.rels': createRelations(
      `<Relationship Id="rId7" Type="${RELATIONS}/header" Target="header1.xml"/>`,
    ),
    'word/header1.xml': `<w:hdr xmlns:w="${WORD}" xmlns:r="${RELATIONS}" xmlns:a="${DRAWING}" xmlns:wp="x" xmlns:pic="y"><w:p><w:pPr><w:pStyle w:val="En-tte"/></w:pPr>${createDrawing('picture', picture)}${createDrawing('chart', '')}<w:hyperlink r:id="rId9"><w:r><w:t xml:space="preserve">Ministère de la Justice </w:t></w:r></w:hyperlink><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT</w:instrText></w:r></w:p></w:hdr>`,
    'word/_rels/header1.xml.rels': createRelations(
      `<Relationship Id="rId1" Type="${RELATIONS}/image" Target="media/image1.png"/>`,
    ),
    'word/media/image1.png': logo,
  }
}
