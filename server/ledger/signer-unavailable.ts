/** The signer process ended or could not do its work (disk, key file): weather, not a bug of the caller. */
export class SignerUnavailable extends Error {
  override readonly name = 'SignerUnavailable'
}
