import { useState } from 'react'
import { TextField } from './field.tsx'

/** A field for a date, such as 2016-11-25, or null. While a date is only partly typed, the value stays the last complete date. */
export function DateField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string | null
  onChange: (day: string | null) => void
}) {
  // The browser's field has no text until the date is complete.
  const [isIncomplete, setIsIncomplete] = useState(false)
  const read = ({ value: day, validity }: HTMLInputElement) => {
    setIsIncomplete(validity.badInput)
    if (validity.badInput) return
    if (day === '' || /^\d{4}-\d\d-\d\d$/.test(day)) onChange(day || null)
  }
  // The browser does not report that the last part of an incomplete date was deleted.
  const finish = ({ validity }: HTMLInputElement) => {
    if (!isIncomplete) return
    setIsIncomplete(false)
    if (!validity.badInput) onChange(null)
  }
  return (
    <TextField
      label={label}
      type="date"
      value={isIncomplete ? '' : (value ?? '')}
      onInput={({ currentTarget }) => read(currentTarget)}
      onBlur={({ target }) => finish(target as HTMLInputElement)}
    />
  )
}
