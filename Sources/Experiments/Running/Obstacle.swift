import Execution
import Records

/// Why a block is not run under any strategy.
struct Obstacle {
  let status: BlockRow.Status
  let reason: String
  /// Whether the blocks after it cannot be run either.
  let endsChain: Bool
  /// Whether the input says that the block is invalid.
  var isExpected = false

  init(status: BlockRow.Status, reason: String, endsChain: Bool) {
    self.status = status
    self.reason = reason
    self.endsChain = endsChain
  }

  /// A chain without rules or without a sound starting state.
  init(_ error: ChainError) {
    reason = "\(error)"
    endsChain = true
    status =
      switch error {
      case .networkNotSupported: .unsupported
      case .preStateRoot, .witness: .failed
      }
  }

  /// A block that the reference run does not accept.
  ///
  /// - Parameter isExpected: Whether the input says that it is invalid: then the chain goes on
  ///   from the block before it, as if it had not come.
  init(_ invalidity: BlockInvalidity, isExpected: Bool) {
    reason = "\(invalidity)"
    switch invalidity {
    case .trie, .execution:
      status = .failed
    default:
      status = .invalid
      self.isExpected = isExpected
    }
    endsChain = !self.isExpected
  }

  /// The obstacle for the blocks after one that was not run.
  func following(_ subject: BlockSubject) -> Obstacle {
    Obstacle(
      status: .unsupported, reason: "follows block \(subject.number), which was not run",
      endsChain: true)
  }
}
