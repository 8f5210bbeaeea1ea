/**
 * The fields of a session table and their column names in English, German, French, Spanish, Italian, Portuguese and Russian, and in
 * conference software. Accents and case are ignored. If a table has several names of a field, the first one in the list counts, so a room
 * comes before a place.
 */

const splitNames = (text: string): string[] => text.trim().split(/\s*[,\n]\s*/)

/** Gendered German forms: `Referentin`, `Referent:innen`, `Referent*innen`. */
const addGenderEndings = (...stems: string[]): string[] =>
  stems.flatMap((stem) => ['', 'in', 'innen', ' in', ' innen', '*in', '*innen'].map((end) => stem + end))

export const columnNames = {
  id: splitNames(`
    id, guid, uid, uuid, code, session id
    kennung, identifiant, identificador, identificativo, номер, идентификатор`),
  title: splitNames(`
    title, session title, session, name, proposal title, talk, event, subject, summary, topic title
    titel, vortragstitel, titel des vortrags, sitzungstitel, thema, vortrag, veranstaltung, sitzung, programmpunkt
    titre, titre de la session, titre de la seance, intitule, seance, sujet, activite
    titulo, titulo de la sesion, nombre, sesion, asunto, actividad, ponencia, charla
    titolo, titolo della sessione, sessione, intervento, argomento
    titulo da sessao, sessao, palestra, assunto, atividade, nome
    название, название доклада, тема, тема доклада, сессия, заголовок, мероприятие, доклад, заседание, наименование`),
  subtitle: splitNames('subtitle, untertitel, sous titre, subtitulo, sottotitolo, подзаголовок'),
  date: splitNames(`
    date, day, start date, session date
    datum, tag, startdatum
    jour, date de debut, journee
    fecha, dia, fecha de inicio
    data, giorno, giornata, data di inizio, data inizio, data de inicio
    дата, день, дата начала, дата проведения`),
  start: splitNames(`
    start, start time, starts at, start at, begin, begins, from, time, time start, time slot, timeslot, slot, start (local)
    scheduled at, start datetime
    beginn, startzeit, anfang, anfangszeit, uhrzeit, zeit, von
    debut, heure, heures, horaire, horaires, heure de debut, de
    inicio, hora, hora de inicio, horario, comienzo, desde
    inizio, ora inizio, ora di inizio, ora, orario, dalle
    начало, время, время начала, с`),
  end: splitNames(`
    end, end time, ends at, end at, to, until, finish, time end, end datetime
    ende, endzeit, bis
    fin, heure de fin, a
    final, hora de fin, hasta, termino
    fine, ora fine, ora di fine, alle
    fim, hora de termino, hora do fim, ate
    конец, окончание, завершение, время окончания, до`),
  duration: splitNames(`
    duration, length, minutes, duration (minutes), duration (min)
    dauer, länge, minuten, duree, duracion, minutos, durata, minuti, duracao, продолжительность, длительность, минуты`),
  room: splitNames(`
    room, room name, location, venue, place, hall, stage
    raum, saal, hörsaal, zimmer, bühne, halle, veranstaltungsort, ort
    salle, amphi, amphitheatre, lieu
    sala, salon, aula, auditorio, escenario, espacio, lugar, ubicacion, sede
    stanza, palco, luogo, espaco, local
    зал, аудитория, помещение, комната, кабинет, площадка, место, место проведения`),
  track: splitNames(`
    track, stream, theme, category, track name
    strang, themenstrang, themenbereich, themenfeld, schwerpunkt, kategorie, rubrik
    thematique, parcours, categorie, axe, axe thematique, filiere
    tema, categoria, eje, eje tematico, linea tematica
    percorso, filone, area tematica, trilha, eixo, eixo tematico
    трек, направление, секция, категория, поток, тематика`),
  kind: splitNames(`
    type, kind, format, session type, session format
    art, typ, veranstaltungsart, veranstaltungstyp, sitzungsart, sitzungstyp
    type de seance, type de session, tipo, formato, tipo de sesion, modalidad
    tipologia, tipo di sessione, tipo de sessao, modalidade
    тип, формат, вид, тип мероприятия`),
  language: splitNames(`
    language, languages, lang, sprache, sprachen, vortragssprache, langue, langues, idioma, idiomas, lengua, lenguas
    lingua, lingue, linguas, язык, языки, язык доклада`),
  speakers: [
    ...splitNames(`
      speaker, speakers, speaker name, speaker names, presenter, presenters, panelists, person, persons
      moderator and speakers, who
      vortragende, vortragender, vortragenden, referierende, mitwirkende, referenten, personen, wer`),
    ...addGenderEndings('referent', 'sprecher', 'redner', 'dozent'),
    ...splitNames(`
      intervenant, intervenants, intervenante, intervenantes, intervenant e s, intervenant·e·s, intervenant s, intervenants es
      orateur, orateurs, oratrice, oratrices, oratrices et orateurs, conferencier, conferenciers
      ponente, ponentes, orador, oradores, oradora, oradoras, conferenciantes, conferenciante, conferencista, conferencistas
      expositor, expositores, panelistas
      relatore, relatori, relatrice, relatrici, oratore, oratori
      palestrante, palestrantes, painelistas, apresentador, apresentadores
      докладчик, докладчики, спикер, спикеры, выступающий, выступающие, лектор, лекторы`),
  ],
  abstract: splitNames(`
    abstract, short description, kurzbeschreibung, zusammenfassung, resume, synthese, resumen, sinopsis
    riassunto, sintesi, resumo, sinopse, аннотация, кратко, краткое описание, тезисы`),
  description: splitNames(`
    description, details, about, long description, text
    beschreibung, inhalt, descriptif, contenu, descripcion, detalles, contenido
    descrizione, dettagli, descricao, detalhes, описание, содержание, подробности`),
  status: splitNames('status, state, statut, etat, estado, stato, situacao, статус, состояние'),
  link: splitNames(`
    url, link, web, website, page, webseite, lien, site, site web, enlace, sitio web, pagina web
    collegamento, sito, sito web, ligacao, ссылка, сайт`),
  attachment: splitNames(`
    file url, file, slides, slides url, document, attachment, attachments
    anhang, anlage, folien, datei, dokument, unterlagen
    piece jointe, pieces jointes, fichier, diaporama, adjunto, adjuntos, archivo, diapositivas
    allegato, allegati, anexo, anexos, arquivo, ficheiro, файл, вложение, презентация, слайды`),
}

export type Field = keyof typeof columnNames
export const fields = Object.keys(columnNames) as Field[]

/** The order of day and month in the table's dates. */
export type DateOrder = 'day-first' | 'month-first'
