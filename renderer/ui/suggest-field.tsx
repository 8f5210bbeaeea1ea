import { ChevronDown } from 'lucide-react'
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import fieldStyles from './field.module.css'
import styles from './suggest-field.module.css'

/** A text field that suggests values during typing but accepts any text. */
export function SuggestField({
  label,
  suggestions,
  value,
  onChange,
  maxLength,
}: {
  label: string
  suggestions: string[]
  value: string
  onChange: (text: string) => void
  maxLength: number
}) {
  return (
    <ComboBox
      allowsCustomValue
      defaultItems={suggestions.map((id) => ({ id }))}
      inputValue={value}
      onInputChange={onChange}
      className={fieldStyles.field ?? ''}
    >
      <Label className={fieldStyles.label ?? ''}>{label}</Label>
      <div className={styles.box}>
        <Input className={fieldStyles.input ?? ''} maxLength={maxLength} />
        <Button className={styles.open ?? ''}>
          <ChevronDown aria-hidden />
        </Button>
      </div>
      <Popover className={fieldStyles.popover ?? ''} offset={4} maxHeight={320}>
        <ListBox<{ id: string }> className={fieldStyles.options ?? ''}>
          {({ id }) => (
            <ListBoxItem textValue={id} className={fieldStyles.option ?? ''}>
              {id}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
