import EthereumTypes

/// A chain and its forks.
package struct CaptureRules: Sendable {
  package let chainID: UInt64
  private let schedule: ForkSchedule

  /// The rules of a known network, or of another one whose blocks all have the fork `fork`.
  ///
  /// - Returns: `nil` where the network is not known and `fork` is `nil`.
  package init?(chainID: UInt64, fork: Fork?) {
    self.chainID = chainID
    guard
      let schedule = ForkSchedule.network(chainID: chainID)
        ?? fork.map({ ForkSchedule(constant: $0) })
    else { return nil }
    self.schedule = schedule
  }

  /// The fork that holds at a block.
  func fork(number: UInt64, timestamp: UInt64) -> Fork {
    schedule.fork(number: number, timestamp: timestamp)
  }
}
