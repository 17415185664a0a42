import EthereumTypes

/// What proofs show of the accounts of a record and no question about an account tells.
struct ProvenTraits {
  /// The record takes them for absent, and they exist and are empty. That costs other gas before
  /// Spurious Dragon (EIP-161).
  var empty: [Address] = []
  /// They have neither nonce nor code, and storage, over which no contract may be created
  /// (EIP-7610).
  var storageOwners: Set<Address> = []
}
