import EthereumTypes

/// An externally owned account whose private key is known: the hash of its label and number, so
/// that an account is the same one under every seed.
struct WorkloadAccount: Sendable {
  /// The account's address.
  let address: Address
  /// The account's private key.
  let privateKey: [UInt8]
  /// The nonce of the account's next transaction.
  var nonce: UInt64 = 0

  /// The account of a label and number.
  init(_ label: String, _ number: Int) {
    privateKey = keccak256(Array("bal-workbench \(label) \(number)".utf8)).bytes
    // 2¹²⁸ to 1 hashes are private keys.
    guard let address = Secp256k1.address(ofPrivateKey: privateKey) else {
      preconditionFailure("the hash of \(label) \(number) is no private key")
    }
    self.address = address
  }
}
