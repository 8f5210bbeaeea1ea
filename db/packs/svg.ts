/** Checks an untrusted SVG drawing without building a tree: whether it is SVG, and whether a browser would show it as a picture. */
import { SaxesParser } from 'saxes'
import { type Message, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { decode } from '../formats/decode.ts'
import { describeFault } from '../formats/xml.ts'
import { findTooMuchToDraw } from './svg-size.ts'

const NAMESPACE = 'http://www.w3.org/2000/svg'

/** Thrown to stop the parser, since there is no other way. */
class StopParsing extends Error {
  readonly problem: Message | null
  constructor(problem: Message | null) {
    super('found')
    this.problem = problem
  }
}

/**
 * Reads up to the root element, which must be SVG. Refuses entity declarations, which can expand without limit, and drawings that are too
 * large for a window. Accepts a document type, as many programs write one; nothing that it names is fetched.
 */
export function findSvgStartFault(bytes: Uint8Array): Message | null {
  const problem = parseSvg(bytes, (parser) => {
    parser.on('opentag', ({ name, local }) => {
      throw new StopParsing(local === 'svg' ? null : message('svg.other-root', { name: name.slice(0, 40) }))
    })
  })
  return problem ?? findTooMuchToDraw(bytes)
}

/** Reads the whole file as strictly as browsers, which do not show SVG that is not well-formed. */
export function findSvgFault(bytes: Uint8Array): Message | null {
  return parseSvg(bytes, (parser) => {
    let hasRoot = false
    parser.on('opentag', ({ uri }) => {
      if (hasRoot) return
      hasRoot = true
      if (uri !== NAMESPACE) throw new StopParsing(message('svg.no-namespace', { namespace: NAMESPACE }))
    })
  })
}

function parseSvg(bytes: Uint8Array, listen: (parser: SaxesParser<{ xmlns: true }>) => void): Message | null {
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    const { line, column } = parser
    throw new StopParsing(message('common.line-column', { line, column, text: describeFault(error.message) }))
  })
  parser.on('doctype', (declaration) => {
    if (/<!ENTITY\b/.test(declaration)) throw new StopParsing(message('svg.entities'))
  })
  listen(parser)
  try {
    parser.write(decode(bytes)).close()
    return null
  } catch (error) {
    if (error instanceof StopParsing) return error.problem
    if (error instanceof StoreError) return message('svg.not-text')
    throw error
  }
}
