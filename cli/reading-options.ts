/** Options for what the file of a programme does not say, such as its time zone; and errors that name their file. */
import { basename } from 'node:path'
import { isTimeZone } from '../core/zones.ts'
import type { DateOrder } from '../db/contract/index.ts'
import { StoreError } from '../db/errors.ts'
import { type ParsedArguments, UsageError } from './command.ts'
import { formatFailure, t, toMessage } from './texts.ts'

/** Each option is undefined if it was not given. */
export type ReadingOptions = {
  timeZone: string | undefined
  columns: Record<string, string> | undefined
  dateOrder: DateOrder | undefined
}

export const readingOptionTexts = {
  '--time-zone <zone>': 'options.timeZone',
  '--column <field=name...>': 'options.column',
  '--date-order <order>': 'options.dateOrder',
} as const

export function parseReadingOptions(args: ParsedArguments): ReadingOptions {
  const timeZone = args.getOption('time-zone')
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw new UsageError(t('usage.timeZone', { timeZone }))
  }
  return { timeZone, columns: parseColumns(args), dateOrder: parseDateOrder(args) }
}

const dateOrders: readonly DateOrder[] = ['day-first', 'month-first']

/** The order of day and month in dates such as 03/04/2026, if the table does not reveal it. */
function parseDateOrder(args: ParsedArguments): DateOrder | undefined {
  const value = args.getOption('date-order')
  const order = dateOrders.find((known) => known === value)
  if (value !== undefined && order === undefined) {
    throw new UsageError(t('usage.dateOrder', { given: value, known: dateOrders.join(', ') }))
  }
  return order
}

/** `--column title="Proposal title" --column room=`: the column for each field of a table; '' for none. */
function parseColumns({ getOptionValues }: ParsedArguments): ReadingOptions['columns'] {
  const assignments = getOptionValues('column')
  if (!assignments) return undefined
  return Object.fromEntries(
    assignments.map((text) => {
      const equals = text.indexOf('=')
      if (equals < 1) throw new UsageError(t('usage.column', { text }))
      return [text.slice(0, equals), text.slice(equals + 1)]
    }),
  )
}

/** @returns the error, with the file's name before its message unless the message contains it */
export function addFileName(file: string, error: unknown): unknown {
  if (error instanceof StoreError && !error.message.includes(basename(file)))
    return new StoreError(error.code, toMessage('ofFile', { file, problem: formatFailure(error) }))
  // The system's error for reading a folder lacks the path.
  if (error instanceof Error && 'code' in error && !('path' in error)) Object.assign(error, { path: file })
  return error
}
