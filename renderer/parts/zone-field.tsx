import { ChevronDown } from 'lucide-react'
import {
  Button,
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components'
import { zoneName } from '../../core/time.ts'
import fieldStyles from '../ui/field.module.css'
import styles from './contacts-suggest.module.css'

const zones = Intl.supportedValuesOf('timeZone').map((id) => ({ id }))

/** One of the IANA time zones, found by any part of its name. */
export function ZoneField({
  label,
  description,
  value,
  onChange,
}: {
  label: string
  description: string
  value: string
  onChange: (zone: string) => void
}) {
  return (
    <ComboBox
      className={fieldStyles.field ?? ''}
      defaultItems={zones.some(({ id }) => id === value) ? zones : [{ id: value }, ...zones]}
      defaultValue={value}
      menuTrigger="focus"
      onChange={(zone) => {
        if (zone !== null) onChange(String(zone))
      }}
    >
      <Label className={fieldStyles.label ?? ''}>{label}</Label>
      <div className={styles.box}>
        <Input className={fieldStyles.input ?? ''} />
        <Button className={styles.open ?? ''}>
          <ChevronDown aria-hidden />
        </Button>
      </div>
      <Text slot="description" className={fieldStyles.description ?? ''}>
        {description}
      </Text>
      <FieldError className={fieldStyles.error ?? ''} />
      <Popover className={fieldStyles.popover ?? ''} offset={4} maxHeight={320}>
        <ListBox<{ id: string }> className={fieldStyles.options ?? ''}>
          {({ id }) => (
            <ListBoxItem id={id} textValue={zoneName(id)} className={fieldStyles.option ?? ''}>
              {zoneName(id)}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
