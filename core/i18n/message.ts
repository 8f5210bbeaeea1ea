/** A message from the store: a code with parameters, which the receiver translates into the language in use. */
import type en from './en/messages.json'
import type { TextKey, Translator } from './translator.ts'

export type MessageCode = TextKey<typeof en>
/** A list is joined by semicolons. */
export type MessageValue = string | number | Message | readonly MessageValue[]
export type MessageParameters = Readonly<Record<string, MessageValue>>
export type Message = { code: MessageCode; parameters: MessageParameters }

/** Whether a value read from a file is a message. */
export function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('parameters' in value))
    return false
  return typeof value.code === 'string' && typeof value.parameters === 'object' && value.parameters !== null
}

/** message('common.line', { line: 12 }). A test compares the parameters with the placeholders of the text. */
export function message(code: MessageCode, parameters: MessageParameters = {}): Message {
  return { code, parameters }
}

/** Line and column numbers are written without thousands separators, as in an editor. */
const positionParameters = new Set(['line', 'column'])

export function translateMessage(translate: Translator<MessageCode>, { code, parameters }: Message): string {
  return translate(code, toTexts(parameters))

  function toTexts(values: MessageParameters): Record<string, string | number> {
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        positionParameters.has(name) ? String(value) : toText(value),
      ]),
    )
  }
  function toText(value: MessageValue): string | number {
    if (typeof value !== 'object') return value
    return 'code' in value ? translateMessage(translate, value) : value.map(toText).join('; ')
  }
}

/**
 * Shortens a warning with many names (db/formats/problems.ts) to the first `maxNames` names, and counts the names that are left out.
 * @returns null if this would leave out at most one name
 */
export function shortenNames(
  { parameters }: Message,
  maxNames: number,
): { short: Message; leftOutCount: number } | null {
  const { problem, total, names, unnamed } = parameters
  if (problem === undefined || total === undefined || !Array.isArray(names)) return null
  if (names.length <= maxNames + 1) return null
  return {
    short: message('common.problem-with-names', { problem, total, names: names.slice(0, maxNames) }),
    leftOutCount: names.length - maxNames + Number(unnamed ?? 0),
  }
}
