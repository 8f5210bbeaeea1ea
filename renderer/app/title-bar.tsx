import {
  ArrowLeft,
  ArrowRight,
  Copy,
  type LucideIcon,
  Minus,
  Monitor,
  Moon,
  Search,
  Square,
  Sun,
  X,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Theme, themes } from '../../core/desktop.ts'
import { setPreferences, usePreference } from '../lib/preferences.ts'
import { useHistory } from '../lib/router.ts'
import { useWindowState } from '../lib/window-state.ts'
import { IconButton } from '../ui/button.tsx'
import { Kbd, modifierKey } from '../ui/kbd.tsx'
import { Menu } from '../ui/menu.tsx'
import styles from './title-bar.module.css'
import { Wordmark } from './wordmark.tsx'

const themeIcons: Record<Theme, LucideIcon> = { system: Monitor, light: Sun, dark: Moon }

/** `onSearch` is null when there is nothing to search. */
export function TitleBar({ onSearch }: { onSearch: (() => void) | null }) {
  const { t } = useTranslation()
  const { canGoBack, canGoForward } = useHistory()
  const theme = usePreference('theme')
  const ThemeIcon = themeIcons[theme]
  const { platform } = window.desktop
  const { maximised, fullScreen } = useWindowState()
  return (
    <header className={styles.bar} data-region data-lights={platform === 'darwin' && !fullScreen}>
      <div className={styles.start}>
        <Wordmark />
        <div className={styles.history} data-keeps-focus>
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
      {onSearch ? (
        <button type="button" className={styles.search} onClick={onSearch} aria-keyshortcuts="Control+K">
          <Search aria-hidden />
          <span>{t('app.search')}</span>
          <Kbd>{modifierKey}</Kbd>
          <Kbd>K</Kbd>
        </button>
      ) : (
        <span />
      )}
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
            <IconButton
              label={maximised ? t('app.unmaximise') : t('app.maximise')}
              onPress={() => void window.desktop.toggleMaximised()}
            >
              {maximised ? (
                <Copy aria-hidden className={`${styles.square} ${styles.restore}`} />
              ) : (
                <Square aria-hidden className={styles.square} />
              )}
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
