import Execution

/// What runs beside the executor in one way of running a block.
package struct PipelinePlan: Hashable, Sendable {
  /// What is read ahead of the executor.
  package var warmer = WarmerMode.off
  /// When account updates go to the merkleizer.
  package var stream = MerkleStream.block
  /// Whether the state root is computed from the access list's values.
  package var stateRootFromBal = false

  package init() {}

  package init(warmer: WarmerMode, stream: MerkleStream, stateRootFromBal: Bool) {
    self.warmer = warmer
    self.stream = stream
    self.stateRootFromBal = stateRootFromBal
  }

  /// What sets it apart from the default, for messages.
  package var label: String {
    var parts: [String] = []
    if warmer != .off { parts.append("warmer \(warmer.rawValue)") }
    if stream != .block { parts.append("stream \(stream.rawValue)") }
    if stateRootFromBal { parts.append("root from BAL") }
    return parts.joined(separator: ", ")
  }
}
