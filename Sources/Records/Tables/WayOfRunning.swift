/// One way of running a block set: a strategy and every factor that an experiment varies, repeats
/// apart.
///
/// Without the strategy's label, which depends on the other strategies of its experiment.
package struct WayOfRunning: Hashable, Sendable {
  /// The block set's name.
  package var blockSet = ""
  /// The strategy's name.
  package var strategy = ""
  /// The strategy's options in canonical form.
  package var options = ""
  /// The number of worker threads.
  package var workers = 0
  /// Whether the gas sum was checked before anything went to the merkleizer.
  package var gasCheckBeforeMerkle = false
  /// The store that the parent's state was read from.
  package var store = ""
  /// What was read ahead of the executor.
  package var warmer = ""
  /// When account updates went to the merkleizer.
  package var stream = ""
  /// Whether the state root was computed from the access list's values.
  package var stateRootFromBal = false

  package init() {}

  /// How a row's block was run.
  package init(_ identity: RowIdentity) {
    blockSet = identity.blockSet
    strategy = identity.strategy
    options = identity.options
    workers = identity.workers
    gasCheckBeforeMerkle = identity.gasCheckBeforeMerkle
    store = identity.store
    warmer = identity.warmer
    stream = identity.stream
    stateRootFromBal = identity.stateRootFromBal
  }

  /// The same way with the strategy of another.
  package func withStrategy(of other: WayOfRunning) -> WayOfRunning {
    var way = self
    way.strategy = other.strategy
    way.options = other.options
    return way
  }
}
