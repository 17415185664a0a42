/// When account updates go to the merkleizer.
package enum MerkleStream: String, CaseIterable, Sendable {
  /// Each transaction's as soon as it has run.
  case transaction
  /// Each group's as soon as it has run.
  case group
  /// All together, once the block is merged.
  case block
}
