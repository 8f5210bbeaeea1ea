/** Reads a chosen file, reads it again with the delegate's settings, and imports or discards it. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Grant } from '../../../core/desktop.ts'
import type {
  DateOrder,
  ImportChoice,
  ImportPreview,
  ImportResult,
  TableField,
  UnreadTable,
} from '../../../db/contract/index.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { call, StoreError } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'

/** Settings that the file itself does not contain. */
export type ReadingSettings = {
  timeZone?: string
  columns?: Partial<Record<TableField, string>>
  dateOrder?: DateOrder
}

export type ImportState = {
  preview: ImportPreview | null
  unreadTable: UnreadTable | null
  problem: string | null
  /** Whether the file is being read or imported. */
  isBusy: boolean
  isWriting: boolean
  /** Whether the programme changed between preview and import, so that the preview was renewed. */
  isOutdated: boolean
}

const initialState: ImportState = {
  preview: null,
  unreadTable: null,
  problem: null,
  isBusy: true,
  isWriting: false,
  isOutdated: false,
}

type ReadResult = ImportPreview | UnreadTable | null

const readAheadResults = new Map<string, Promise<ReadResult>>()

function read(grant: string, reading: ReadingSettings): Promise<ReadResult> {
  return call('import.preview', {
    grant,
    zoneIfUnknown: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...reading,
  })
}

/** Starts to read a file whose dialog is about to open. The dialog shows any error. */
export function readAhead({ token }: Grant): void {
  const answerPromise = read(token, {})
  answerPromise.catch(() => {})
  readAheadResults.set(token, answerPromise)
}

/** Drops the result of readAhead if the dialog does not open. */
export function discardReadAhead({ token }: Grant): void {
  readAheadResults.delete(token)
}

export function useImport(file: Grant) {
  const [state, setState] = useState(initialState)
  const reading = useRef<ReadingSettings>({})
  const grant = file.token

  const readFile = useCallback(
    async (changes: ReadingSettings, isOutdated = false) => {
      reading.current = { ...reading.current, ...changes }
      setState((before) => ({ ...before, isBusy: true, isOutdated }))
      try {
        const answerPromise = readAheadResults.get(grant) ?? read(grant, reading.current)
        readAheadResults.delete(grant)
        const answer = await answerPromise
        // A newer request has replaced this one, and its answer will follow.
        if (answer === null) return
        const result =
          'problem' in answer
            ? { preview: null, unreadTable: answer }
            : { preview: answer, unreadTable: null }
        setState({ ...result, problem: null, isBusy: false, isWriting: false, isOutdated })
      } catch (error) {
        setState({ ...initialState, problem: getErrorText(error), isBusy: false })
      }
    },
    [grant],
  )
  useEffect(() => {
    void readFile({})
    // Discarding a file that was already applied fails, as expected.
    return () => void call('import.discard', { grant }).catch(() => {})
  }, [readFile, grant])

  const apply = async (choice: ImportChoice, trustKey: boolean): Promise<ImportResult | null> => {
    setState((before) => ({ ...before, isBusy: true, isWriting: true }))
    try {
      return await call('import.apply', { grant, choice, trustKey })
    } catch (error) {
      // After cancelling, the dialog is closed, so announce the message.
      if (error instanceof StoreError && error.code === 'cancelled') announce(getErrorText(error))
      else if (error instanceof StoreError && error.code === 'conflict') await readFile({}, true)
      // The rest of a file is read after its preview. If that part is damaged, trying again does not help.
      else if (error instanceof StoreError && error.code === 'bad-file')
        setState({ ...initialState, problem: getErrorText(error), isBusy: false })
      else
        setState((before) => ({ ...before, problem: getErrorText(error), isBusy: false, isWriting: false }))
      return null
    }
  }
  return { ...state, readFile, apply }
}
