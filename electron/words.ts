import type { Language } from '../core/desktop.ts'

/** The shell's own words: its menu, and the dialogs for when the interface cannot speak. */
export type Words = typeof english

const english = {
  file: 'File',
  newNote: 'New note',
  noteOnNow: 'Note on what is on now',
  importConference: 'Import conference…',
  conferences: 'Conferences on This Computer',
  showDataFolder: 'Show data folder',
  settings: 'Settings…',
  quit: 'Quit Rapporteur',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  pasteAsText: 'Paste as plain text',
  selectAll: 'Select all',
  go: 'Go',
  now: 'Now',
  agenda: 'Agenda',
  notes: 'Notes',
  actions: 'Actions',
  keyMessages: 'Key messages',
  contacts: 'Contacts',
  export: 'Export',
  search: 'Search',
  back: 'Back',
  forward: 'Forward',
  view: 'View',
  actualSize: 'Actual size',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fullScreen: 'Full screen',
  developerTools: 'Developer tools',
  window: 'Window',
  wait: 'Wait',
  closeAnyway: 'Close anyway',
  tryAgain: 'Try again',
  notAnswering: 'Rapporteur is not answering.',
  notAnsweringDetail:
    'It may hold text that is not saved yet. If you wait, it closes as soon as everything is saved. If you close it anyway, the last words you typed may be lost; everything that was shown as saved is kept.',
  windowStopped: 'The window stopped working several times within a minute.',
  windowStoppedDetail:
    'Everything that was shown as saved is kept. Try again, or quit and restart the computer.',
  storeStopped: 'The part of Rapporteur that keeps your notes stopped several times within a minute.',
  storeStoppedDetail:
    'Everything that was shown as saved is in the data folder. Copy that folder before you do anything else, then try again.',
  profileUnusable: 'Rapporteur cannot use its data folder.',
}

const french: Words = {
  file: 'Fichier',
  newNote: 'Nouvelle note',
  noteOnNow: 'Note sur la session en cours',
  importConference: 'Importer une conférence…',
  conferences: 'Conférences sur cet ordinateur',
  showDataFolder: 'Afficher le dossier des données',
  settings: 'Réglages…',
  quit: 'Quitter Rapporteur',
  edit: 'Édition',
  undo: 'Annuler',
  redo: 'Rétablir',
  cut: 'Couper',
  copy: 'Copier',
  paste: 'Coller',
  pasteAsText: 'Coller sans mise en forme',
  selectAll: 'Tout sélectionner',
  go: 'Aller',
  now: 'Maintenant',
  agenda: 'Programme',
  notes: 'Notes',
  actions: 'Suites à donner',
  keyMessages: 'Messages clés',
  contacts: 'Contacts',
  export: 'Exporter',
  search: 'Rechercher',
  back: 'Précédent',
  forward: 'Suivant',
  view: 'Affichage',
  actualSize: 'Taille réelle',
  zoomIn: 'Agrandir',
  zoomOut: 'Réduire',
  fullScreen: 'Plein écran',
  developerTools: 'Outils de développement',
  window: 'Fenêtre',
  wait: 'Attendre',
  closeAnyway: 'Fermer quand même',
  tryAgain: 'Réessayer',
  notAnswering: 'Rapporteur ne répond pas.',
  notAnsweringDetail:
    'Du texte n’est peut-être pas encore enregistré. Si vous attendez, la fenêtre se ferme dès que tout est enregistré. Si vous fermez quand même, vos derniers mots peuvent être perdus ; tout ce qui était affiché comme enregistré est conservé.',
  windowStopped: 'La fenêtre s’est arrêtée plusieurs fois en une minute.',
  windowStoppedDetail:
    'Tout ce qui était affiché comme enregistré est conservé. Réessayez, ou quittez et redémarrez l’ordinateur.',
  storeStopped: 'La partie de Rapporteur qui conserve vos notes s’est arrêtée plusieurs fois en une minute.',
  storeStoppedDetail:
    'Tout ce qui était affiché comme enregistré se trouve dans le dossier des données. Copiez ce dossier avant toute autre chose, puis réessayez.',
  profileUnusable: 'Rapporteur ne peut pas utiliser son dossier de données.',
}

const spanish: Words = {
  file: 'Archivo',
  newNote: 'Nota nueva',
  noteOnNow: 'Nota sobre la sesión en curso',
  importConference: 'Importar conferencia…',
  conferences: 'Conferencias en este equipo',
  showDataFolder: 'Mostrar la carpeta de datos',
  settings: 'Ajustes…',
  quit: 'Salir de Rapporteur',
  edit: 'Edición',
  undo: 'Deshacer',
  redo: 'Rehacer',
  cut: 'Cortar',
  copy: 'Copiar',
  paste: 'Pegar',
  pasteAsText: 'Pegar sin formato',
  selectAll: 'Seleccionar todo',
  go: 'Ir',
  now: 'Ahora',
  agenda: 'Programa',
  notes: 'Notas',
  actions: 'Acciones',
  keyMessages: 'Mensajes clave',
  contacts: 'Contactos',
  export: 'Exportar',
  search: 'Buscar',
  back: 'Atrás',
  forward: 'Adelante',
  view: 'Ver',
  actualSize: 'Tamaño real',
  zoomIn: 'Ampliar',
  zoomOut: 'Reducir',
  fullScreen: 'Pantalla completa',
  developerTools: 'Herramientas de desarrollo',
  window: 'Ventana',
  wait: 'Esperar',
  closeAnyway: 'Cerrar de todos modos',
  tryAgain: 'Reintentar',
  notAnswering: 'Rapporteur no responde.',
  notAnsweringDetail:
    'Puede haber texto sin guardar. Si espera, la ventana se cierra en cuanto todo esté guardado. Si la cierra de todos modos, las últimas palabras que escribió pueden perderse; todo lo que aparecía como guardado se conserva.',
  windowStopped: 'La ventana dejó de funcionar varias veces en un minuto.',
  windowStoppedDetail:
    'Todo lo que aparecía como guardado se conserva. Reinténtelo, o salga y reinicie el ordenador.',
  storeStopped: 'La parte de Rapporteur que guarda sus notas se detuvo varias veces en un minuto.',
  storeStoppedDetail:
    'Todo lo que aparecía como guardado está en la carpeta de datos. Copie esa carpeta antes de hacer nada más y después reinténtelo.',
  profileUnusable: 'Rapporteur no puede usar su carpeta de datos.',
}

const russian: Words = {
  file: 'Файл',
  newNote: 'Новая заметка',
  noteOnNow: 'Заметка о текущем заседании',
  importConference: 'Импортировать конференцию…',
  conferences: 'Конференции на этом компьютере',
  showDataFolder: 'Показать папку данных',
  settings: 'Настройки…',
  quit: 'Выйти из Rapporteur',
  edit: 'Правка',
  undo: 'Отменить',
  redo: 'Повторить',
  cut: 'Вырезать',
  copy: 'Копировать',
  paste: 'Вставить',
  pasteAsText: 'Вставить без оформления',
  selectAll: 'Выделить всё',
  go: 'Переход',
  now: 'Сейчас',
  agenda: 'Программа',
  notes: 'Заметки',
  actions: 'Действия',
  keyMessages: 'Ключевые тезисы',
  contacts: 'Контакты',
  export: 'Экспорт',
  search: 'Поиск',
  back: 'Назад',
  forward: 'Вперёд',
  view: 'Вид',
  actualSize: 'Исходный размер',
  zoomIn: 'Увеличить',
  zoomOut: 'Уменьшить',
  fullScreen: 'Полный экран',
  developerTools: 'Инструменты разработчика',
  window: 'Окно',
  wait: 'Подождать',
  closeAnyway: 'Всё равно закрыть',
  tryAgain: 'Повторить попытку',
  notAnswering: 'Rapporteur не отвечает.',
  notAnsweringDetail:
    'Возможно, часть текста ещё не сохранена. Если подождать, окно закроется, как только всё будет сохранено. Если закрыть его сейчас, последние набранные слова могут пропасть; всё, что было показано как сохранённое, останется.',
  windowStopped: 'Окно несколько раз за минуту перестало работать.',
  windowStoppedDetail:
    'Всё, что было показано как сохранённое, останется. Повторите попытку или выйдите и перезагрузите компьютер.',
  storeStopped: 'Часть Rapporteur, которая хранит ваши заметки, несколько раз за минуту остановилась.',
  storeStoppedDetail:
    'Всё, что было показано как сохранённое, находится в папке данных. Прежде всего скопируйте эту папку, затем повторите попытку.',
  profileUnusable: 'Rapporteur не может использовать свою папку данных.',
}

const tables: Record<Language, Words> = { en: english, fr: french, es: spanish, ru: russian }

/** Words in the first language that there is a table for, English if none. Takes BCP 47 tags. */
export function wordsFor(tags: readonly (string | null)[]): Words {
  for (const tag of tags) {
    const words = tables[tag?.slice(0, 2).toLowerCase() as Language]
    if (words) return words
  }
  return english
}

/** The first of the system's languages that is a BCP 47 tag: the locale "C" of a bare Linux is not one. */
export function systemLanguage(tags: readonly string[]): string {
  return tags.find((tag) => /^[a-z]{2,3}(-|$)/i.test(tag)) ?? 'en'
}
