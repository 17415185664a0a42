import Records

/// What is the same of a block under every strategy.
struct BlockFacts: Sendable {
  let key: BlockKey
  let fork: String
  let transactionCount: Int
  /// What its true dependencies allow; empty for a block that was not run.
  var bounds: ParallelismBounds
  /// The gas of its transactions, by which parallelism is weighted.
  var gas: UInt64 = 0

  init(_ row: BlockRow) {
    key = BlockKey(row.identity)
    fork = row.identity.fork
    transactionCount = row.transactionCount
    bounds = row.bounds
  }
}
