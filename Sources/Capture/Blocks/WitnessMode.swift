/// Whether a witness is wanted of each block, which shows its state root.
package enum WitnessMode: String, CaseIterable, Sendable {
  /// Where the node gives the trie nodes.
  case auto
  /// A block without one is refused.
  case required
  case off
}
