import type { Image } from 'mdast'
import { getPicture } from '../../core/note-format/rapporteur-url.ts'
import { getPictureAddress } from '../lib/picture-address.ts'
import { useStoreQuery } from '../lib/queries.ts'
import styles from './stored-picture.module.css'

/** A picture in a read-only note; a picture that is not stored here is replaced by its description. */
export function StoredPicture({ node }: { node: Image }) {
  const sha256 = getPicture(node)
  const { data: pictureText } = useStoreQuery(
    'pictures.text',
    sha256 === null || node.alt ? null : { sha256 },
  )
  if (sha256 === null) return node.alt
  const alt = node.alt || pictureText?.text.replaceAll('\n', ' ')
  return <img className={styles.picture} src={getPictureAddress(sha256)} alt={alt ?? ''} />
}
