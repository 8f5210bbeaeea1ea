import type { Image } from 'mdast'
import { getPicture } from '../../core/note-format/rapporteur-url.ts'
import { useStoreQuery } from '../lib/queries.ts'
import styles from './stored-picture.module.css'

/** @returns the URL of a stored picture (electron/urls.ts) */
export function pictureAddress(sha256: string): string {
  return `app://rapporteur/picture/${sha256}`
}

/** A picture in a read-only note; a picture that is not stored here is replaced by its description. */
export function StoredPicture({ node }: { node: Image }) {
  const sha256 = getPicture(node)
  const { data: read } = useStoreQuery('pictures.text', sha256 === null || node.alt ? null : { sha256 })
  if (sha256 === null) return node.alt
  const alt = node.alt || read?.text.replaceAll('\n', ' ')
  return <img className={styles.picture} src={pictureAddress(sha256)} alt={alt ?? ''} />
}
