/** The app's note templates. They have their own namespace, since a report needs their headings in every language. */

import en from './en/templates.json' with { type: 'json' }
import es from './es/templates.json' with { type: 'json' }
import fr from './fr/templates.json' with { type: 'json' }
import type { Language } from './language.ts'
import ru from './ru/templates.json' with { type: 'json' }

export const builtInTemplates: Record<Language, typeof en> = { en, fr, es, ru }
