/** Makes scrypt cheap in tests that lock and unlock often, since its usual cost is half a second and 128 MB each time. */
export function withCheapScrypt(crypto: typeof import('node:crypto')): typeof import('node:crypto') {
  const scryptSync: typeof crypto.scryptSync = (password, salt, length, options) =>
    crypto.scryptSync(password, salt, length, { ...options, cost: 2 ** 10 })
  return { ...crypto, scryptSync }
}
