/** A drawing (SVG) from outside, looked at and not built: is it one, and would a browser show it as a picture? */
import { SaxesParser } from 'saxes'
import { type Said, said } from '../../core/message.ts'
import { StoreError } from '../errors.ts'
import { decode } from '../formats/decode.ts'
import { faultOf } from '../formats/xml.ts'
import { tooMuchToDraw } from './svg-size.ts'

const NAMESPACE = 'http://www.w3.org/2000/svg'

/** Ends the parser, which has no other way. */
class Found extends Error {
  readonly problem: Said | null
  constructor(problem: Said | null) {
    super('found')
    this.problem = problem
  }
}

/**
 * Up to its root element: any that is a drawing, with a document type as many programs write it (nothing that it names is fetched, the
 * picture being shown by itself), but none that declares entities, by which a few letters become more than any memory holds, and none of
 * more than a window can draw.
 */
export function notSvg(bytes: Uint8Array): Said | null {
  const problem = look(bytes, (parser) => {
    parser.on('opentag', ({ name, local }) => {
      throw new Found(
        local === 'svg'
          ? null
          : said`it does not hold what its name says: its root element is “${name.slice(0, 40)}”, that of an SVG file is “svg”`,
      )
    })
  })
  return problem ?? tooMuchToDraw(bytes)
}

/** All of it, as strictly as browsers read it: what is not well-formed they do not show. */
export function svgFault(bytes: Uint8Array): Said | null {
  return look(bytes, (parser) => {
    let hasRoot = false
    parser.on('opentag', ({ uri }) => {
      if (hasRoot) return
      hasRoot = true
      if (uri !== NAMESPACE)
        throw new Found(
          said`its root element is not in the namespace of SVG, without which it is not shown: add xmlns="${NAMESPACE}" to it`,
        )
    })
  })
}

function look(bytes: Uint8Array, listen: (parser: SaxesParser<{ xmlns: true }>) => void): Said | null {
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', ({ message }) => {
    const { line, column } = parser
    throw new Found(said`line ${line} column ${column}: ${faultOf(message)}`)
  })
  parser.on('doctype', (declaration) => {
    if (/<!ENTITY\b/.test(declaration))
      throw new Found(
        said`it declares entities (<!ENTITY), which no pack may hold: save it as plain SVG without them`,
      )
  })
  listen(parser)
  try {
    parser.write(decode(bytes)).close()
    return null
  } catch (error) {
    if (error instanceof Found) return error.problem
    if (error instanceof StoreError)
      return said`it is not text in the encoding that it names, or in UTF-8: save it as UTF-8`
    throw error
  }
}
