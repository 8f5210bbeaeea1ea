/**
 * `==highlight==` for micromark, built like GFM's strikethrough: exactly two markers, resolved after the whole text is tokenized, with the
 * flanking rules of CommonMark §6.2. A run of one, or of three or more, equals signs stays text.
 */
import { splice } from 'micromark-util-chunked'
import { classifyCharacter } from 'micromark-util-classify-character'
import { resolveAll } from 'micromark-util-resolve-all'
import type { Code, Event, Extension, Resolver, Token, Tokenizer } from 'micromark-util-types'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    highlight: 'highlight'
    highlightText: 'highlightText'
    highlightSequence: 'highlightSequence'
    highlightSequenceTemporary: 'highlightSequenceTemporary'
  }
}

const EQUALS_CODE = 61
const PUNCTUATION_GROUP = 2

export function highlightSyntax(): Extension {
  const construct = { name: 'highlight', tokenize, resolveAll: resolveHighlights }
  return {
    text: { [EQUALS_CODE]: construct },
    insideSpan: { null: [construct] },
    attentionMarkers: { null: [EQUALS_CODE] },
  }
}

const tokenize: Tokenizer = function (effects, ok, nok) {
  const { previous, events } = this
  const before = classifyCharacter(previous)
  let size = 0
  return start

  function start(code: Code) {
    if (previous === EQUALS_CODE && events.at(-1)?.[1].type !== 'characterEscape') return nok(code)
    effects.enter('highlightSequenceTemporary')
    return consumeEquals(code)
  }

  function consumeEquals(code: Code) {
    if (code === EQUALS_CODE) {
      if (size === 2) return nok(code)
      effects.consume(code)
      size++
      return consumeEquals
    }
    if (size < 2) return nok(code)
    const token = effects.exit('highlightSequenceTemporary')
    const after = classifyCharacter(code)
    token._open = !after || (after === PUNCTUATION_GROUP && Boolean(before))
    token._close = !before || (before === PUNCTUATION_GROUP && Boolean(after))
    return ok(code)
  }
}

const resolveHighlights: Resolver = (events, context) => {
  for (let close = 0; close < events.length; close++) {
    const closing = getSequence(events[close], 'enter')
    if (!closing?._close) continue
    for (let open = close - 1; open >= 0; open--) {
      const opening = getSequence(events[open], 'exit')
      if (!opening?._open) continue
      opening.type = closing.type = 'highlightSequence'
      const highlight: Token = {
        type: 'highlight',
        start: { ...opening.start },
        end: { ...closing.end },
      }
      const text: Token = {
        type: 'highlightText',
        start: { ...opening.end },
        end: { ...closing.start },
      }
      const insideSpan = context.parser.constructs.insideSpan.null ?? []
      const resolved: Event[] = [
        ['enter', highlight, context],
        ['enter', opening, context],
        ['exit', opening, context],
        ['enter', text, context],
      ]
      // Uses a chunked splice, since spreading the events of a long paragraph could overflow the stack.
      splice(resolved, resolved.length, 0, resolveAll(insideSpan, events.slice(open + 1, close), context))
      splice(resolved, resolved.length, 0, [
        ['exit', text, context],
        ['enter', closing, context],
        ['exit', closing, context],
        ['exit', highlight, context],
      ])
      splice(events, open - 1, close - open + 3, resolved)
      close = open + resolved.length - 2
      break
    }
  }
  for (const [, token] of events) if (token.type === 'highlightSequenceTemporary') token.type = 'data'
  return events
}

/** @returns the event's token if it starts or ends a sequence that is not part of a highlight yet */
function getSequence(event: Event | undefined, edge: Event[0]): Token | undefined {
  return event?.[0] === edge && event[1].type === 'highlightSequenceTemporary' ? event[1] : undefined
}
