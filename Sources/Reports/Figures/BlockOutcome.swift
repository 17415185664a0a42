import Records

/// How a block fared in one way of running, in every repeat and with every number of workers.
struct BlockOutcome: Sendable {
  let block: Int
  let status: BlockRow.Status
  /// Transactions / transactions of the largest group.
  let countParallelism: Double?
  /// Gas / gas of the heaviest group.
  let gasParallelism: Double?
  let attempts: Int
  let acceptedTier: Int?
  let acceptedStrategy: String?
  let trigger: String?
  let rejected: Int

  init(_ row: BlockRow, block: Int) {
    self.block = block
    status = row.status
    countParallelism = row.shape.countParallelism
    gasParallelism = row.shape.gasParallelism
    attempts = row.attempts
    acceptedTier = row.acceptedTier
    acceptedStrategy = row.acceptedStrategy
    trigger = row.fallbackTrigger
    rejected = row.rejected
  }

  /// Whether the block was accepted with the strategy's own first attempt.
  var isAcceptedAtOnce: Bool { status == .accepted && attempts == 1 }

  /// Whether the block was not accepted at tier 0.
  var isFallback: Bool { acceptedTier != 0 }

  /// Whether another outcome is worse: not accepted, else more attempts, else less parallelism.
  func isBetter(than other: BlockOutcome) -> Bool { badness < other.badness }

  private var badness: (Int, Int, Double) {
    (status == .accepted ? 0 : 1, attempts, -(countParallelism ?? 0))
  }
}
