/** Reads the text of pictures in notes and of documents in the background, one at a time, while the delegate does nothing. */
import { message } from '../../core/i18n/message.ts'
import { EXTRACTOR, extractPages } from '../document-text/extractor.ts'
import { getCode, logProblem, StoreError } from '../errors.ts'
import { chooseLanguages } from '../picture-text/choose-languages.ts'
import { RECOGNISER, type Recogniser } from '../picture-text/recogniser.ts'
import { findUnreadDocument, storeDocumentText } from '../sql/document-texts.ts'
import {
  findUnreadPicture,
  listConferenceLanguages,
  type RecognitionSettings,
  storePictureText,
} from '../sql/picture-texts.ts'
import type { Announcer, ManagedLifecycle } from '../store/context.ts'
import { type Connection, runWithShortTimeout, type Sql } from '../store/open.ts'

/** In milliseconds: the shortest time before the next picture or document is read. `afterCall`: since the last call of a window. */
const PACE = { afterStart: 5_000, afterChange: 300, afterCall: 500, afterFailure: 5_000 }

/** After a change of one of these topics there may be a picture that has not been read. */
const topicsToWatch = new Set(['notes', 'pictures', 'programme', 'settings', 'database'])

/** @returns the recogniser and the languages with which pictures are read at present */
export function getRecognitionSettings(sql: Sql, recogniser: Recogniser): RecognitionSettings {
  const { used } = chooseLanguages(recogniser.listLanguages(), listConferenceLanguages(sql))
  return { recogniser: RECOGNISER, languages: used }
}

/** @returns a function that stops the work; the next start continues it */
export function readPicturesInIdleTime(
  lifecycle: ManagedLifecycle,
  recogniser: Recogniser,
  { announceChanges, onChanges, getIdleTime }: Announcer,
  pace = PACE,
): () => void {
  let isStopped = false
  let isReading = false
  let timer = setTimeout(step, pace.afterStart).unref()

  function step(): void {
    if (isReading || isStopped || lifecycle.getUnavailableReason() || lifecycle.isReadOnly()) return
    if (getIdleTime() < pace.afterCall) {
      runLater(pace.afterCall)
      return
    }
    isReading = true
    readNext().then(
      (isRead) => {
        isReading = false
        if (isRead) runLater(0)
      },
      (error: unknown) => {
        isReading = false
        logProblem(error)
        runLater(pace.afterFailure)
      },
    )
  }
  function runLater(milliseconds: number): void {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(step, milliseconds).unref()
  }
  /** @returns false if everything is read */
  async function readNext(): Promise<boolean> {
    const { connection } = lifecycle.ready()
    const settings = getRecognitionSettings(connection.sql, recogniser)
    const picture = findUnreadPicture(connection.sql, settings)
    if (!picture) return readNextDocument(connection)
    const read = await recogniser.recognise(picture.bytes, settings.languages).then(
      (text) => ({ text, problem: null }),
      // A picture that cannot be read must not stop the others.
      (error: unknown) => ({ text: '', problem: describeProblem(error, 'picture-text.failed') }),
    )
    if (isStopped || lifecycle.getUnavailableReason() || lifecycle.ready().connection !== connection)
      return true
    const store = connection.db.transaction(() =>
      storePictureText(connection.sql, picture.sha256, { ...settings, ...read }),
    )
    runWithShortTimeout(connection.db, () => store.immediate())
    announceChanges(['pictures'])
    return true
  }

  async function readNextDocument(connection: Connection): Promise<boolean> {
    const document = findUnreadDocument(connection.sql, EXTRACTOR)
    if (!document) return false
    const read = await extractPages(document.bytes, document.type).then(
      (pages) => ({ pages, problem: null }),
      (error: unknown) => ({ pages: [], problem: describeProblem(error, 'document-text.failed') }),
    )
    if (isStopped || lifecycle.getUnavailableReason() || lifecycle.ready().connection !== connection)
      return true
    const store = connection.db.transaction(() =>
      storeDocumentText(connection.sql, document.sha256, { extractor: EXTRACTOR, ...read }),
    )
    runWithShortTimeout(connection.db, () => store.immediate())
    announceChanges(['programme'])
    return true
  }

  const unlisten = onChanges((topics) => {
    if (!isReading && topics.some((topic) => topicsToWatch.has(topic))) runLater(pace.afterChange)
  })
  return () => {
    isStopped = true
    unlisten()
    clearTimeout(timer)
  }
}

function describeProblem(error: unknown, fallback: 'picture-text.failed' | 'document-text.failed') {
  if (error instanceof StoreError && error.details) return error.details
  logProblem(error)
  return message(fallback, { problem: getCode(error) || String(error) })
}
