/** Announces the result of an import, with Undo. */
import i18next from 'i18next'
import type { ImportResult } from '../../../db/contract/index.ts'
import type { ConferenceSlug } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { preferences, setPreferences } from '../../lib/preferences.ts'
import { buildRoute } from '../../lib/router.ts'
import { call, StoreError } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'
import { formatSessionCount } from '../schedule/index.ts'
import { openConference } from '../sessions/index.ts'
import { summariseChanges } from './update-summary.ts'

/** Also shows the conference. */
export function announceImport({
  conference: { slug, title },
  sessions,
  cancelled: cancelledSessions,
  changes,
  beside,
  signer,
  keyKept,
  cameBack,
  voidDelays,
  update,
}: ImportResult): void {
  const { t } = i18next
  const { conference: previousConference } = preferences()
  if (slug !== previousConference) void openConference(slug, buildRoute('agenda'))
  const { added, changed, cancelled } = changes
  if (update === null) {
    const publisher = signer?.by?.publisher ?? ''
    const unchanged = t(cameBack ? 'import.cameBack' : 'import.unchanged', { title })
    announce(keyKept ? t('import.keyKept', { title, publisher }) : unchanged)
    return
  }
  // An update that replaces every session cancels the earlier ones, which must be reported.
  const sessionCount = formatSessionCount(t, sessions, cancelledSessions)
  const isNew = added === sessions && changed === 0 && cancelled === 0
  const result = isNew
    ? t('import.doneNew', { title, sessions: sessionCount })
    : t('import.done', { title, sessions: sessionCount, summary: summariseChanges(t, changes, beside) })
  announce(voidDelays > 0 ? `${result} ${t('delays.void', { count: voidDelays })}` : result, {
    label: t('app.undo'),
    run: () =>
      void undoUpdate(slug, update).then(
        (isUndone) => isUndone && setPreferences({ conference: previousConference }),
      ),
  })
}

/** @returns false if undo failed, which was announced */
export async function undoUpdate(conference: ConferenceSlug, id: number): Promise<boolean> {
  const { t } = i18next
  try {
    await call('updates.undo', { conference, id })
    announce(t('import.undone'))
    return true
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    announce(
      t(error.code === 'conflict' ? 'import.notUndone' : 'import.undoFailed', {
        reason: getErrorText(error),
      }),
    )
    return false
  }
}
