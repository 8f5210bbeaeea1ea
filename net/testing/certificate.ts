/** Makes a certificate for localhost, since Node can read certificates but not write them. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** Self-signed, for one day around now (RFC 5280). `names`: the DNS names for which it is valid. */
export function makeCertificate(names: readonly string[] = ['localhost']): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsaWithSha256 = encodeIdentifier(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02)
  const commonName = encodeIdentifier(0x55, 0x04, 0x03)
  const basicConstraints = encodeIdentifier(0x55, 0x1d, 0x13)
  const subjectAltName = encodeIdentifier(0x55, 0x1d, 0x11)
  const algorithm = encodeSequence(ecdsaWithSha256)
  const name = encodeSequence(
    encodeTag(0x31, encodeSequence(commonName, encodeTag(0x0c, Buffer.from('Rapporteur test')))),
  )
  const alternatives = encodeSequence(...names.map((dnsName) => encodeTag(0x82, Buffer.from(dnsName))))
  const content = encodeSequence(
    encodeTag(0xa0, encodeTag(0x02, Buffer.of(2))),
    encodeTag(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    algorithm,
    name,
    encodeSequence(encodeTime(-1), encodeTime(1)),
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
    encodeTag(
      0xa3,
      encodeSequence(
        encodeSequence(basicConstraints, encodeTag(0x04, encodeSequence(encodeTag(0x01, Buffer.of(0xff))))),
        encodeSequence(subjectAltName, encodeTag(0x04, alternatives)),
      ),
    ),
  )
  const signature = encodeTag(0x03, Buffer.concat([Buffer.of(0), sign('sha256', content, privateKey)]))
  const body = encodeSequence(content, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n')
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`,
  }
}

/** Encodes a value in DER (ITU-T X.690): its tag, its length, its content. */
function encodeTag(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.of(tag, ...size), content])
}

const encodeSequence = (...parts: Buffer[]): Buffer => encodeTag(0x30, Buffer.concat(parts))
const encodeIdentifier = (...bytes: number[]): Buffer => encodeTag(0x06, Buffer.of(...bytes))

/** Encodes the time some days from now as UTCTime. */
function encodeTime(days: number): Buffer {
  const date = new Date(Date.now() + days * 86_400_000)
  return encodeTag(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replaceAll(/\D/g, '')}Z`))
}
