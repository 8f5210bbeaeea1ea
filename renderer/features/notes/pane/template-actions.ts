/** Creates and deletes note templates, with Undo. */
import i18next from 'i18next'
import type { NoteId, NoteTemplate } from '../../../../db/model.ts'
import { getErrorText } from '../../../lib/error-text.ts'
import { buildRoute, go } from '../../../lib/router.ts'
import { call } from '../../../lib/store-client.ts'
import { announce } from '../../../ui/undo-bar.tsx'
import { noteSaver } from './note-saving.ts'

const MAX_NAME_LENGTH = 100

function announceFailure(error: unknown): void {
  announce(i18next.t('templates.failed', { reason: getErrorText(error) }))
}

/** `name`: the name of the note's session or key message. The template can be renamed in the settings. */
export async function makeTemplate(note: NoteId, name: string): Promise<void> {
  const { t } = i18next
  try {
    const text = noteSaver.getUnsavedText(note) ?? (await call('notes.get', { id: note })).markdown
    const { getTemplate } = await import('../../../../core/note-format/index.ts')
    const template = {
      id: crypto.randomUUID(),
      name: (name.trim() || t('templates.unnamed')).slice(0, MAX_NAME_LENGTH),
      markdown: getTemplate(text),
    }
    await call('templates.save', template)
    announce(t('templates.made', { name: template.name }), {
      label: t('templates.rename'),
      run: () => go(buildRoute('settings', template.id)),
    })
  } catch (error) {
    announceFailure(error)
  }
}

/** @returns false if that failed, which is announced */
export async function renameTemplate(template: NoteTemplate, name: string): Promise<boolean> {
  try {
    await call('templates.save', { ...template, name })
    return true
  } catch (error) {
    announceFailure(error)
    return false
  }
}

export async function deleteTemplate({ id, name }: NoteTemplate): Promise<void> {
  const { t } = i18next
  try {
    await call('templates.remove', { id })
    announce(t('templates.deleted', { name }), {
      label: t('app.undo'),
      run: () => void call('templates.restore', { id }).catch(announceFailure),
    })
  } catch (error) {
    announceFailure(error)
  }
}
