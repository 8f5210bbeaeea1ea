/** Lets the delegate assign a field to each column of a table: shows the first rows, with a select above each column. */
import { useTranslation } from 'react-i18next'
import type { ImportTable, TableField } from '../../../db/contract/index.ts'
import { Select } from '../../ui/field.tsx'
import styles from './import-table.module.css'

export function TableColumns({
  table,
  onChange,
}: {
  table: ImportTable
  /** The columns of all fields: '' for a field without a column. */
  onChange: (columns: Record<TableField, string>) => void
}) {
  const { t } = useTranslation()
  const { header, rows, fields, columns } = table
  const getField = (name: string) => fields.find((field) => columns[field] === name) ?? 'none'
  const assignField = (name: string, field: TableField | 'none') => {
    const next = Object.fromEntries(
      fields.map((other) => {
        const before = columns[other] ?? ''
        if (other === field) return [other, name]
        return [other, before === name ? '' : before]
      }),
    )
    onChange(next as Record<TableField, string>)
  }
  const options = [
    { id: 'none' as const, label: t('import.columns.none') },
    ...fields.map((id) => ({ id, label: t(`import.columns.${id}`) })),
  ]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable table needs the focus for the arrow keys
    <section tabIndex={0} aria-label={t('import.firstRows')} className={styles.scroll}>
      <table>
        <thead>
          <tr>
            {header.map((name, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: several columns may have the same name, and columns are never reordered
              <th key={index} scope="col" data-used={name !== '' && getField(name) !== 'none'}>
                {name === '' ? (
                  <span className={styles.nameless}>{t('import.nameless')}</span>
                ) : (
                  <Select
                    label={name}
                    options={options}
                    value={getField(name)}
                    onChange={(field) => assignField(name, field)}
                  />
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <tr key={row}>
              {header.map((_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={index}>
                  <span>{cells[index]}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
