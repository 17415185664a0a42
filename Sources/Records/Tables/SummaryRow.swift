/// A row of `summary.csv`: one strategy on one block set with one worker count.
package struct SummaryRow: TableRow {
  package var blockSet = ""
  package var strategy = ""
  package var options = ""
  package var label = ""
  package var workers = 0
  package var gasCheckBeforeMerkle = false
  package var store = ""
  package var warmer = ""
  package var stream = ""
  package var stateRootFromBal = false
  /// The blocks that were run under the strategy.
  package var blocks = 0
  /// Further blocks that are invalid.
  package var invalid = 0
  /// Further blocks that this build cannot run.
  package var unsupported = 0
  /// The blocks whose run failed, accepted at no tier included.
  package var failed = 0
  package var transactions = 0
  package var countParallelismMean: Double?
  package var countParallelismMin: Double?
  package var countParallelismMax: Double?
  package var gasParallelismMedian: Double?
  /// Blocks accepted at the first attempt / blocks.
  package var firstAttemptSuccess: Double?
  /// Blocks accepted at each tier, separated by slashes.
  package var acceptedByTier = ""
  package var fallbacks = 0
  package var mainTrigger: String?
  package var rejected = 0
  package var allMatchReference: Bool?
  package var worstBlockNumber: UInt64?
  package var worstBlockChain: String?
  package var worstCountParallelism: Double?
  package var worstAttempts: Int?
  package var worstTrigger: String?
  package var worstAcceptedStrategy: String?
  package var coldReads: Int?
  package var virtualRead: UInt64?
  package var wasted: UInt64?
  package var medianExec: UInt64?
  package var medianTotal: UInt64?
  package var warmerSaved: Int?
  package var medianMerkle: UInt64?
  package var medianMerkleWait: UInt64?
  package var maxTotal: UInt64?
  package var firstAttemptSuccessInterval = RecordedInterval()
  package var countParallelismMeanInterval = RecordedInterval()
  package var countParallelismMedian: Double?
  package var countParallelismMedianInterval = RecordedInterval()
  package var gasParallelismMedianInterval = RecordedInterval()
  package var medianExecInterval = RecordedInterval()
  package var medianTotalInterval = RecordedInterval()
  /// How far repeats of the whole time lie from their median, as a share of it.
  package var totalDeviation: Double?
  package var totalOutlierShare: Double?
  package var spanParallelismMedian: Double?
  /// The edges of the first attempts at all blocks.
  package var edges = EdgeAssessment()
  /// Median efficiency by the number of virtual workers.
  package var efficiency: [Int: Double] = [:]

  package init() {}

  /// The way of running that the row sums up.
  package var way: WayOfRunning {
    get {
      var way = WayOfRunning()
      way.blockSet = blockSet
      way.strategy = strategy
      way.options = options
      way.workers = workers
      way.gasCheckBeforeMerkle = gasCheckBeforeMerkle
      way.store = store
      way.warmer = warmer
      way.stream = stream
      way.stateRootFromBal = stateRootFromBal
      return way
    }
    set {
      blockSet = newValue.blockSet
      strategy = newValue.strategy
      options = newValue.options
      workers = newValue.workers
      gasCheckBeforeMerkle = newValue.gasCheckBeforeMerkle
      store = newValue.store
      warmer = newValue.warmer
      stream = newValue.stream
      stateRootFromBal = newValue.stateRootFromBal
    }
  }
}
