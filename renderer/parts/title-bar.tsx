import { ArrowLeft, ArrowRight, Minus, Monitor, Moon, Search, Square, Sun, X } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { setPreferences, type Theme, usePreferences } from '../preferences.ts'
import { IconButton } from '../ui/button.tsx'
import { Kbd, modifierKey } from '../ui/kbd.tsx'
import { Menu } from '../ui/menu.tsx'
import { useHistory } from './navigate.ts'
import styles from './title-bar.module.css'
import { Wordmark } from './wordmark.tsx'

const themeIcons = { system: Monitor, light: Sun, dark: Moon }
const themes: Theme[] = ['system', 'light', 'dark']

export function TitleBar({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation()
  const { canGoBack, canGoForward } = useHistory()
  const { theme } = usePreferences()
  const ThemeIcon = themeIcons[theme]
  const { platform } = window.desktop
  return (
    <header className={styles.bar} data-platform={platform}>
      <div className={styles.start}>
        <Wordmark />
        <div className={styles.history}>
          <IconButton
            label={t('app.back')}
            shortcut="Alt+←"
            isDisabled={!canGoBack}
            onPress={() => history.back()}
          >
            <ArrowLeft aria-hidden />
          </IconButton>
          <IconButton
            label={t('app.forward')}
            shortcut="Alt+→"
            isDisabled={!canGoForward}
            onPress={() => history.forward()}
          >
            <ArrowRight aria-hidden />
          </IconButton>
        </div>
      </div>
      <Button className={styles.search ?? ''} onPress={onSearch} aria-keyshortcuts="Control+K">
        <Search aria-hidden />
        <span>{t('app.search')}</span>
        <Kbd>{modifierKey}</Kbd>
        <Kbd>K</Kbd>
      </Button>
      <div className={styles.end}>
        <Menu
          label={t('app.theme')}
          actions={themes.map((id) => {
            const Icon = themeIcons[id]
            return {
              id,
              label: t(`app.themes.${id}`),
              icon: <Icon aria-hidden />,
              selected: id === theme,
              onAction: () => setPreferences({ theme: id }),
            }
          })}
        >
          <IconButton label={t('app.theme')}>
            <ThemeIcon aria-hidden />
          </IconButton>
        </Menu>
        {platform !== 'darwin' && (
          <>
            <IconButton label={t('app.minimise')} onPress={() => void window.desktop.minimise()}>
              <Minus aria-hidden />
            </IconButton>
            <IconButton label={t('app.maximise')} onPress={() => void window.desktop.toggleMaximised()}>
              <Square aria-hidden className={styles.square} />
            </IconButton>
            <IconButton label={t('app.close')} onPress={() => void window.desktop.close()}>
              <X aria-hidden />
            </IconButton>
          </>
        )}
      </div>
    </header>
  )
}
