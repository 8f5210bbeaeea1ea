/** A drawing (SVG) from outside, looked at and not built: is it one, and would a browser show it as a picture? */
import { SaxesParser } from 'saxes'
import { type Message, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { decode } from '../formats/decode.ts'
import { describeFault } from '../formats/xml.ts'
import { tooMuchToDraw } from './svg-size.ts'

const NAMESPACE = 'http://www.w3.org/2000/svg'

/** Ends the parser, which has no other way. */
class Found extends Error {
  readonly problem: Message | null
  constructor(problem: Message | null) {
    super('found')
    this.problem = problem
  }
}

/**
 * Up to its root element: any that is a drawing, with a document type as many programs write it (nothing that it names is fetched, the
 * picture being shown by itself), but none that declares entities, by which a few letters become more than any memory holds, and none of
 * more than a window can draw.
 */
export function notSvg(bytes: Uint8Array): Message | null {
  const problem = look(bytes, (parser) => {
    parser.on('opentag', ({ name, local }) => {
      throw new Found(local === 'svg' ? null : message('svg.other-root', { name: name.slice(0, 40) }))
    })
  })
  return problem ?? tooMuchToDraw(bytes)
}

/** All of it, as strictly as browsers read it: what is not well-formed they do not show. */
export function findSvgFault(bytes: Uint8Array): Message | null {
  return look(bytes, (parser) => {
    let hasRoot = false
    parser.on('opentag', ({ uri }) => {
      if (hasRoot) return
      hasRoot = true
      if (uri !== NAMESPACE) throw new Found(message('svg.no-namespace', { namespace: NAMESPACE }))
    })
  })
}

function look(bytes: Uint8Array, listen: (parser: SaxesParser<{ xmlns: true }>) => void): Message | null {
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    const { line, column } = parser
    throw new Found(message('common.line-column', { line, column, text: describeFault(error.message) }))
  })
  parser.on('doctype', (declaration) => {
    if (/<!ENTITY\b/.test(declaration)) throw new Found(message('svg.entities'))
  })
  listen(parser)
  try {
    parser.write(decode(bytes)).close()
    return null
  } catch (error) {
    if (error instanceof Found) return error.problem
    if (error instanceof StoreError) return message('svg.not-text')
    throw error
  }
}
