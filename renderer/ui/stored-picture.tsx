import type { Image } from 'mdast'
import { getPicture } from '../../core/note-format/rapporteur-url.ts'
import styles from './stored-picture.module.css'

/** Where the window gets a stored picture from (electron/urls.ts). */
export function pictureAddress(sha256: string): string {
  return `app://rapporteur/picture/${sha256}`
}

/** A picture of a note where the note is only read; one from elsewhere is its words. */
export function StoredPicture({ node }: { node: Image }) {
  const sha256 = getPicture(node)
  if (sha256 === null) return node.alt
  return <img className={styles.picture} src={pictureAddress(sha256)} alt={node.alt ?? ''} />
}
