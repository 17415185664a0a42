/// What a transaction left behind: how it ended, the gas used so far in its block, and its logs.
package struct Receipt: Hashable, Sendable {
  /// How a transaction ended.
  package enum Outcome: Hashable, Sendable {
    /// Whether it succeeded (EIP-658, from Byzantium on).
    case status(Bool)
    /// The state root after it (before Byzantium).
    case stateRoot(Hash32)
  }

  package var kind: Transaction.Kind
  package var outcome: Outcome
  /// Gas used by the block's transactions up to and including this one.
  package var cumulativeGasUsed: UInt64
  package var logsBloom: Bloom
  package var logs: [Log]

  package init(
    kind: Transaction.Kind, outcome: Outcome, cumulativeGasUsed: UInt64, logsBloom: Bloom,
    logs: [Log]
  ) {
    self.kind = kind
    self.outcome = outcome
    self.cumulativeGasUsed = cumulativeGasUsed
    self.logsBloom = logsBloom
    self.logs = logs
  }

  /// Makes a receipt whose filter is computed from its logs.
  package init(
    kind: Transaction.Kind, outcome: Outcome, cumulativeGasUsed: UInt64, logs: [Log]
  ) {
    self.init(
      kind: kind, outcome: outcome, cumulativeGasUsed: cumulativeGasUsed, logsBloom: Bloom(logs),
      logs: logs)
  }
}
