import Records

/// What is the same of a block under every strategy.
struct BlockFacts: Sendable {
  let key: BlockKey
  let fork: String
  let transactionCount: Int
  /// Whether it was run, so that what its true dependencies allow is known.
  private(set) var isRun = false
  /// By transactions, the parallelism of the finest grouping that misses no dependency.
  private(set) var componentParallelism: Double?
  /// By gas.
  private(set) var componentGasParallelism: Double?
  /// The gas of its transactions, by which parallelism is weighted.
  var gas: UInt64 = 0

  init(_ row: BlockRow) {
    key = BlockKey(row.identity)
    fork = row.identity.fork
    transactionCount = row.transactionCount
    add(row.bounds)
  }

  /// Takes what the true dependencies allow from another row, unless it is known.
  mutating func add(_ bounds: ParallelismBounds) {
    guard !isRun, bounds.transactionBound != nil else { return }
    isRun = true
    componentParallelism = bounds.componentParallelism
    componentGasParallelism = bounds.componentGasParallelism
  }
}
