import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'

/** "Anna Ek, Jan Novák, Ivo Petrov and 4 more", each name with its card. `most`: the number of names if not all of them are shown. */
export function PersonNames({ names, most = names.length }: { names: readonly string[]; most?: number }) {
  const { t } = useTranslation()
  const more = names.length - most
  const shown = more > 1 ? names.slice(0, most) : names
  return (
    <>
      {shown.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may occur twice, and there is no other key
        <Fragment key={index}>
          {index > 0 && ', '}
          <span data-person={name}>{name}</span>
        </Fragment>
      ))}
      {more > 1 && ` ${t('session.others', { count: more })}`}
    </>
  )
}
