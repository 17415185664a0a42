import EthereumTypes

/// Whether executing a block gave the state root of its header.
enum StateRootCheck: Sendable {
  /// It did, with these trie nodes.
  case reproduced(StateWitness)
  /// It could not be computed.
  case notChecked(reason: String)

  var witness: StateWitness? {
    if case .reproduced(let witness) = self { witness } else { nil }
  }
}
