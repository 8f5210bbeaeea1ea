/** Spelling context of a note: its language, the conference's names and the delegate's own words. */
import i18next from 'i18next'
import { useMemo, useState } from 'react'
import { collectKnownWords, type NoteLanguage, type SpellingLanguage } from '../../../../core/spelling.ts'
import type { CallName, Input, Output } from '../../../../db/contract/index.ts'
import type { ConferenceSlug, NoteId } from '../../../../db/model.ts'
import type { Spelling } from '../../../editor/spelling/spelling-menu.tsx'
import { getErrorText } from '../../../lib/error-text.ts'
import { usePreference } from '../../../lib/preferences.ts'
import { useStoreQuery } from '../../../lib/queries.ts'
import { call, StoreError } from '../../../lib/store-client.ts'
import { announce } from '../../../ui/undo-bar.tsx'

const NO_WORDS: readonly never[] = []

export function useSpelling(note: NoteId, conference: ConferenceSlug): Spelling {
  const interfaceLanguage = usePreference('language')
  const [hasBeenFocused, setHasBeenFocused] = useState(false)
  const stored = useStoreQuery('spelling.note', { note }, { keepPrevious: false }).data
  const names = useStoreQuery('spelling.names', hasBeenFocused ? { conference } : null, {
    keepPrevious: false,
  }).data
  const words = useStoreQuery('spelling.words', hasBeenFocused ? {} : null).data
  const language = stored ? (stored.language ?? stored.last ?? interfaceLanguage) : null
  /** Whether the note has a language of its own, rather than the last used one or that of the interface. */
  const isSettled = stored !== undefined && stored.language !== null
  const ignored = stored?.ignored ?? NO_WORDS
  const knownWords = useMemo(
    () => names && words && collectKnownWords([...names, ...words.map(({ word }) => word), ...ignored]),
    [names, words, ignored],
  )
  return useMemo(
    () => ({
      language,
      known: knownWords ?? null,
      check: (language: SpellingLanguage, words: string[]) =>
        callWithRetry('spelling.check', { language, words }),
      suggest: (language: SpellingLanguage, word: string) =>
        callWithRetry('spelling.suggest', { language, word }),
      onFirstFocus: () => setHasBeenFocused(true),
      onEdited: () => {
        if (isSettled || !language) return
        void callWithRetry('spelling.settle', { note, language }).catch((error: unknown) => {
          // Ignore a read-only notebook, which the status line reports.
          if (!(error instanceof StoreError) || error.code !== 'read-only') announceFailure(error)
        })
      },
      onFailed: announceFailure,
      onNoneFound: () => announce(i18next.t(language === 'off' ? 'spelling.isOff' : 'spelling.allRight')),
      chooseLanguage: (chosen: NoteLanguage) =>
        void callWithRetry('spelling.choose', { note, language: chosen }).catch(announceFailure),
      teach: (word: string) => void teachWord(word, conference, true),
      ignore: (word: string) => void ignoreWord(note, word),
    }),
    [note, conference, language, isSettled, knownWords],
  )
}

/** Retries once if the store was restarted meanwhile. */
async function callWithRetry<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
  try {
    return await call(name, input)
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'store-gone') throw error
    return call(name, input)
  }
}

function announceFailure(error: unknown): void {
  announce(i18next.t('spelling.failed', { reason: getErrorText(error) }))
}

/** Adds a word to the delegate's dictionary, or removes it if `known` is false. Both can be undone. */
export async function teachWord(word: string, conference: ConferenceSlug, known: boolean): Promise<void> {
  const { t } = i18next
  const setKnown = (isKnown: boolean) => call('spelling.teach', { word, conference, known: isKnown })
  try {
    await setKnown(known)
    announce(t(known ? 'spelling.taught' : 'spelling.forgotten', { word }), {
      label: t('app.undo'),
      run: () => void setKnown(!known).catch(announceFailure),
    })
  } catch (error) {
    announceFailure(error)
  }
}

async function ignoreWord(note: NoteId, word: string): Promise<void> {
  const { t } = i18next
  const setIgnored = (ignored: boolean) => call('spelling.ignore', { note, word, ignored })
  try {
    await setIgnored(true)
    announce(t('spelling.ignored', { word }), {
      label: t('app.undo'),
      run: () => void setIgnored(false).catch(announceFailure),
    })
  } catch (error) {
    announceFailure(error)
  }
}
