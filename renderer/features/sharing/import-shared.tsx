/** Opens, unlocks, previews, imports and undoes a colleague's file. */
import i18next from 'i18next'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grant } from '../../../core/desktop.ts'
import type { MergeChoices, MergePreview } from '../../../db/contract/index.ts'
import type { NoteId } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { getMessageText } from '../../lib/message.ts'
import { buildRoute } from '../../lib/router.ts'
import { saveAll } from '../../lib/save-state.ts'
import { call, StoreError } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { getNotesFilter, offerBundle, useOfferedBundle } from '../import/index.ts'
import { noteSaver, reopenNotes } from '../notes/index.ts'
import { openConference } from '../sessions/index.ts'
import { MergePreviewPane } from './merge-preview.tsx'
import { formatMergeSummary } from './merge-summary.ts'
import styles from './sharing.module.css'

function describeProblem(error: unknown, name: string, badFileText: 'unreadable' | 'notUnlocked'): string {
  if (error instanceof StoreError) {
    if (error.code === 'bad-file') return i18next.t(`sharing.${badFileText}`, { name })
    // The conference of the file is not on this computer. The details name it and say what to do.
    if (error.code === 'not-found' && error.details) return getMessageText(error.details, error.message)
  }
  return i18next.t('sharing.notOpened', { name, reason: getErrorText(error) })
}

/** `opened`: the store's id of the file while it is open. `preview`: null while the file is locked. */
type OpenedFile = { opened: string; name: string; preview: MergePreview | null }

export function ImportShared() {
  const { t } = useTranslation()
  const [file, setFile] = useState<OpenedFile | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  // Leaving the screen closes the file without importing it.
  const opened = file?.opened
  useEffect(() => () => void (opened && call('sharing.close', { opened })), [opened])

  const openButton = useRef<HTMLButtonElement>(null)
  // Closing the file removes the pressed button, so the focus moves to the button that opens the next file.
  const wasOpened = useRef(opened)
  useLayoutEffect(() => {
    if (wasOpened.current && !opened && document.activeElement === document.body) openButton.current?.focus()
    wasOpened.current = opened
  }, [opened])

  const runBusy = async (work: () => Promise<void>, explain: (error: unknown) => string = getErrorText) => {
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(explain(error))
    } finally {
      setBusy(false)
    }
  }
  const open = async (grant: Grant) => {
    setFile(null)
    await runBusy(
      async () => {
        // Saves first, since the file is compared with the stored notes.
        await saveAll()
        const { opened, preview } = await call('sharing.open', { grant: grant.token })
        setFile({ opened, name: grant.name, preview })
      },
      (error) => describeProblem(error, grant.name, 'unreadable'),
    )
  }
  const choose = async () => {
    const grant = await window.desktop.chooseOpen([getNotesFilter()])
    if (grant) await open(grant)
  }
  const offeredFile = useOfferedBundle()
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each offered file
  useEffect(() => {
    if (!offeredFile) return
    offerBundle(null)
    void open(offeredFile)
  }, [offeredFile])
  const importShared = ({ opened, preview }: OpenedFile, choices: MergeChoices) =>
    runBusy(async () => {
      await saveAll()
      const { id, summary } = await call('sharing.merge', { opened, choices })
      setFile(null)
      const changedNotes = preview?.notes.filter(({ step }) => step !== 'new').map(({ id }) => id) ?? []
      await reloadNotes(changedNotes)
      if (preview?.programme) void openConference(preview.conference.slug, buildRoute('notes'))
      if (id === null) return
      announce(formatMergeSummary(summary, t), {
        label: t('app.undo'),
        run: () => void undo(id, changedNotes),
      })
    })
  return (
    <>
      <p>{t('sharing.importSharedHint')}</p>
      <Button ref={openButton} isPending={busy} onPress={() => void choose()}>
        {t('sharing.open')}
      </Button>
      {file && !file.preview && (
        <UnlockForm
          name={file.name}
          busy={busy}
          onUnlock={(passphrase) =>
            runBusy(
              async () => {
                const preview = await call('sharing.unlock', { opened: file.opened, passphrase })
                setFile({ ...file, preview })
              },
              (error) => describeProblem(error, file.name, 'notUnlocked'),
            )
          }
        />
      )}
      {file?.preview && (
        <MergePreviewPane
          key={file.opened}
          name={file.name}
          preview={file.preview}
          busy={busy}
          onCancel={() => setFile(null)}
          onImport={(choices) => void importShared(file, choices)}
        />
      )}
      {problem && (
        <p ref={scrollPartIntoView} role="alert" className={styles.warning}>
          {problem}
        </p>
      )}
    </>
  )
}

/** Scrolls the whole part into view, away from the bottom edge, where a message may cover it. */
function scrollPartIntoView(part: HTMLElement | null): void {
  part?.scrollIntoView({ block: 'center' })
}

function UnlockForm({
  name,
  busy,
  onUnlock,
}: {
  name: string
  busy: boolean
  onUnlock: (passphrase: string) => void
}) {
  const { t } = useTranslation()
  const [passphrase, setPassphrase] = useState('')
  return (
    <form
      ref={scrollPartIntoView}
      className={styles.narrow}
      onSubmit={(event) => {
        event.preventDefault()
        if (passphrase !== '' && !busy) onUnlock(passphrase)
      }}
    >
      <TextField
        label={t('sharing.passphraseFor', { name })}
        type="password"
        autoComplete="off"
        autoFocus
        value={passphrase}
        onChange={setPassphrase}
      />
      <div className={styles.actions}>
        <Button type="submit" variant="primary" isDisabled={passphrase === ''} isPending={busy}>
          {t(busy ? 'export.busy' : 'sharing.unlock')}
        </Button>
      </div>
    </form>
  )
}

/** Reloads the notes that are on screen, except those with text that cannot be saved. */
async function reloadNotes(ids: readonly NoteId[]): Promise<void> {
  for (const id of ids) if (await noteSaver.reload(id)) reopenNotes(id)
}

export async function undoMerge(id: number): Promise<void> {
  await undo(id, [])
}

async function undo(id: number, changedNotes: readonly NoteId[]): Promise<void> {
  try {
    await saveAll()
    const { kept } = await call('sharing.undo', { id })
    await reloadNotes(changedNotes)
    announce(kept > 0 ? i18next.t('sharing.undoneSome', { count: kept }) : i18next.t('sharing.undone'))
  } catch (error) {
    announce(getErrorText(error))
  }
}
