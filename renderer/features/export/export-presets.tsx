/** Report presets: choose, save, rename, and delete with Undo. */
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportChoice, ReportPreset } from '../../../db/contract/index.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { call, StoreError } from '../../lib/store-client.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { Menu } from '../../ui/menu.tsx'
import type { MenuAction } from '../../ui/menu-popover.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { builtInNames, isSameAsPreset } from './export-choice.ts'
import styles from './export-form.module.css'

export function Presets({
  presets,
  chosen,
  choice,
  onChoose,
}: {
  presets: readonly ReportPreset[]
  /** The id of the preset chosen last; `choice` includes later changes. */
  chosen: string | null
  choice: ReportChoice
  onChoose: (preset: ReportPreset) => void
}) {
  const { t } = useTranslation()
  const [naming, setNaming] = useState<{ id: string | null; name: string } | null>(null)
  const getName = ({ id, name }: ReportPreset) => name ?? t(`export.presets.${builtInNames[id] ?? 'own'}`)
  const lastChosen = presets.find(({ id }) => id === chosen)
  const isChanged = lastChosen !== undefined && !isSameAsPreset(choice, lastChosen)
  const ownPreset = lastChosen?.name ? lastChosen : null
  const actions: MenuAction[] = [
    { id: 'new', label: t('export.presets.new'), onAction: () => setNaming({ id: null, name: '' }) },
  ]
  if (ownPreset?.name) {
    const { id, name } = ownPreset
    if (isChanged)
      actions.push({
        id: 'update',
        label: t('export.presets.update', { name }),
        onAction: () => void save({ id, name, choice }),
      })
    actions.push(
      { id: 'rename', label: t('export.presets.rename'), onAction: () => setNaming({ id, name }) },
      { id: 'delete', label: t('export.presets.delete'), onAction: () => void remove(ownPreset, name) },
    )
  }

  async function save(preset: ReportPreset & { name: string }): Promise<boolean> {
    try {
      await call('presets.save', preset)
      onChoose(preset)
      return true
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      announce(t('export.presets.notSaved', { reason: getErrorText(error) }))
      return false
    }
  }

  async function remove({ id, choice: deletedChoice }: ReportPreset, name: string): Promise<void> {
    try {
      await call('presets.remove', { id })
      announce(t('export.presets.deleted', { name }), {
        label: t('app.undo'),
        run: () => void save({ id, name, choice: deletedChoice }),
      })
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      announce(getErrorText(error))
    }
  }

  return (
    <div className={styles.presets}>
      <Select
        label={t('export.presets.label')}
        options={presets.map((preset) => ({ id: preset.id, label: getName(preset) }))}
        value={isChanged ? null : (lastChosen?.id ?? null)}
        placeholder={
          isChanged ? t('export.presets.changed', { name: getName(lastChosen) }) : t('export.presets.own')
        }
        onChange={(id) => {
          const preset = presets.find((known) => known.id === id)
          if (preset) onChoose(preset)
        }}
      />
      <Menu label={t('export.presets.actions')} actions={actions}>
        <IconButton label={t('export.presets.actions')}>
          <Ellipsis aria-hidden />
        </IconButton>
      </Menu>
      {naming && (
        <NameDialog
          name={naming.name}
          // The title is that of the menu item, without the ellipsis.
          title={t(naming.id === null ? 'export.presets.new' : 'export.presets.rename').replace('…', '')}
          onClose={() => setNaming(null)}
          onName={async (name) => {
            // Renaming keeps the preset's own choice, whatever changed on the screen.
            const savedChoice = naming.id === null ? choice : (ownPreset?.choice ?? choice)
            if (await save({ id: naming.id ?? crypto.randomUUID(), name, choice: savedChoice }))
              setNaming(null)
          }}
        />
      )}
    </div>
  )
}

function NameDialog({
  name,
  title,
  onClose,
  onName,
}: {
  name: string
  title: string
  onClose: () => void
  onName: (name: string) => Promise<void>
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(name)
  const isEmpty = typed.trim() === ''
  const finish = () => {
    if (!isEmpty) void onName(typed.trim())
  }
  return (
    <Dialog
      role="dialog"
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('export.cancel')}</Button>
          <Button variant="primary" isDisabled={isEmpty} onPress={finish}>
            {t('export.presets.save')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          finish()
        }}
      >
        <TextField
          autoFocus
          label={t('export.presets.name')}
          value={typed}
          maxLength={80}
          onChange={setTyped}
        />
      </form>
    </Dialog>
  )
}
