extension SummaryRow {
  package static let table = Table<SummaryRow>(
    "summary", "One row per block set, strategy and way of running it, repeats apart.",
    columns: identityColumns + countColumns + parallelismColumns + fallbackColumns + worstColumns
      + timeColumns + storeColumns + intervalColumns + truthColumns)

  private static let identityColumns: [Column<SummaryRow>] = [
    Column("block_set", \.blockSet, "Name of the block set in the experiment."),
    Column("strategy", \.strategy, "Name of the grouping strategy under test."),
    Column("options", \.options, "The strategy's options as key=value, sorted by key."),
    Column("label", \.label, "The strategy's name in reports."),
    Column("workers", \.workers, unit: .threads, "Worker threads that executed the groups."),
    Column(
      "gas_check_before_merkle", \.gasCheckBeforeMerkle,
      "Whether the block's gas was compared before any account went to the merkleizer."),
  ]

  private static let countColumns: [Column<SummaryRow>] = [
    Column("blocks", \.blocks, unit: .blocks, "Blocks that were run under the strategy."),
    Column(
      "invalid", \.invalid, unit: .blocks, "Further blocks that the reference run rejected."),
    Column(
      "unsupported", \.unsupported, unit: .blocks,
      "Further blocks that need what this build does not have."),
    Column(
      "failed", \.failed, unit: .blocks,
      "Blocks whose run ended in an error, or that no tier could get accepted."),
    Column(
      "transactions", \.transactions, unit: .transactions,
      "Transactions of the blocks that were run."),
  ]

  private static let parallelismColumns: [Column<SummaryRow>] = [
    Column(
      "count_parallelism_mean", \.countParallelismMean, unit: .ratio,
      "Mean over accepted blocks of the accepted attempt's count_parallelism."),
    Column(
      "count_parallelism_min", \.countParallelismMin, unit: .ratio,
      "Smallest count_parallelism of an accepted block."),
    Column(
      "count_parallelism_max", \.countParallelismMax, unit: .ratio,
      "Largest count_parallelism of an accepted block."),
    Column(
      "gas_parallelism_median", \.gasParallelismMedian, unit: .ratio,
      "Median over accepted blocks of the accepted attempt's gas_parallelism."),
  ]

  private static let fallbackColumns: [Column<SummaryRow>] = [
    Column(
      "first_attempt_success", \.firstAttemptSuccess, unit: .ratio,
      "Blocks accepted at the first attempt / blocks that were run."),
    Column(
      "accepted_by_tier", \.acceptedByTier,
      "Numbers of blocks accepted at tier 0, 1, …, separated by slashes."),
    Column(
      "fallbacks", \.fallbacks, unit: .blocks, "Blocks that were not accepted at tier 0."),
    Column(
      "main_trigger", \.mainTrigger,
      "Most frequent fallback_trigger; of equally frequent ones the first in the alphabet."),
    Column(
      "rejected", \.rejected, unit: .attempts, "Attempts whose plan was rejected, in one repeat."),
    Column(
      "all_match_reference", \.allMatchReference,
      "Whether every accepted outcome of every repeat equals the reference run's."),
  ]

  private static let worstColumns: [Column<SummaryRow>] = [
    Column(
      "worst_block_number", \.worstBlockNumber,
      "The worst block: one not accepted, else the most attempts, else the least parallelism."),
    Column("worst_block_chain", \.worstBlockChain, "The chain of the worst block."),
    Column(
      "worst_count_parallelism", \.worstCountParallelism, unit: .ratio,
      "count_parallelism of the worst block."),
    Column("worst_attempts", \.worstAttempts, unit: .attempts, "Attempts at the worst block."),
    Column("worst_trigger", \.worstTrigger, "fallback_trigger of the worst block."),
    Column(
      "worst_accepted_strategy", \.worstAcceptedStrategy,
      "Strategy of the tier at which the worst block was accepted."),
  ]

  private static let timeColumns: [Column<SummaryRow>] = [
    .time("wasted_ns", \.wasted, "Sum over blocks of the median over repeats of wasted_ns."),
    .time(
      "median_exec_ns", \.medianExec,
      "Median over accepted blocks of the median over repeats of exec_ns."),
    .time(
      "median_total_ns", \.medianTotal,
      "Median over accepted blocks of the median over repeats of total_ns."),
    .time(
      "warmer_saved_ns", \.warmerSaved,
      "median_total_ns of the same way of running without a warmer, less this one's; empty where"
        + " there is none to compare with."),
    .time(
      "median_merkle_ns", \.medianMerkle,
      "Median over accepted blocks of the median over repeats of merkle_ns."),
    .time(
      "median_merkle_wait_ns", \.medianMerkleWait,
      "Median over accepted blocks of the median over repeats of merkle_wait_ns."),
    .time(
      "max_total_ns", \.maxTotal,
      "Largest over accepted blocks of the median over repeats of total_ns."),
  ]

  private static let storeColumns: [Column<SummaryRow>] = [
    Column("store", \.store, RowIdentity.storeDefinition),
    Column("warmer", \.warmer, RowIdentity.warmerDefinition),
    Column("stream", \.stream, RowIdentity.streamDefinition),
    Column(
      "state_root_from_bal", \.stateRootFromBal, RowIdentity.stateRootFromBalDefinition),
    Column(
      "cold_reads", \.coldReads, unit: .reads, "Sum over blocks of cold_reads, in one repeat."),
    Column(
      "cold_read_virtual_ns", \.virtualRead, unit: .nanoseconds,
      "Sum over blocks of cold_read_virtual_ns, in one repeat."),
  ]

  private static let intervalColumns: [Column<SummaryRow>] =
    RecordedInterval.columns(
      of: \.firstAttemptSuccessInterval, figure: "first_attempt_success", unit: .ratio,
      method: "Wilson's")
    + RecordedInterval.columns(
      of: \.countParallelismMeanInterval, figure: "count_parallelism_mean", unit: .ratio,
      method: "by bootstrap over blocks")
    + [
      Column(
        "count_parallelism_median", \.countParallelismMedian, unit: .ratio,
        "Median over accepted blocks of the accepted attempt's count_parallelism.")
    ]
    + RecordedInterval.columns(
      of: \.countParallelismMedianInterval, figure: "count_parallelism_median", unit: .ratio,
      method: byRanks)
    + RecordedInterval.columns(
      of: \.gasParallelismMedianInterval, figure: "gas_parallelism_median", unit: .ratio,
      method: byRanks)
    + RecordedInterval.columns(
      of: \.medianExecInterval, figure: "median_exec_ns", unit: .nanoseconds, method: byRanks)
    + RecordedInterval.columns(
      of: \.medianTotalInterval, figure: "median_total_ns", unit: .nanoseconds, method: byRanks)
    + [
      Column(
        "total_deviation", \.totalDeviation, unit: .ratio, isDeterministic: false,
        "Median over all repeats of their total_ns's distance from the median of their block, as a"
          + " share of it; empty for fewer than three repeats."),
      Column(
        "total_outlier_share", \.totalOutlierShare, unit: .ratio, isDeterministic: false,
        "Share of repeats that lie more than 3.5 scaled median distances from the median of their"
          + " block."),
    ]

  private static let byRanks = "between the blocks' values by their ranks"

  private static let truthColumns: [Column<SummaryRow>] =
    [
      Column(
        "span_parallelism_median", \.spanParallelismMedian, unit: .ratio,
        "Median over blocks of span_parallelism: the same for every strategy.")
    ]
    + EdgeAssessment.columns(of: \.edges, over: "the first attempts that were executed")
    + MakespanRow.virtualWorkers.map { workers in
      Column(
        "efficiency_\(workers)", \.efficiency[workers], unit: .ratio,
        "Median over blocks of efficiency on \(workers) virtual worker\(workers == 1 ? "" : "s")"
          + ", in makespans.csv.")
    }
}
