import Execution
import Records

/// Sums block rows up: one row per block set, strategy and way of running it, repeats apart.
package struct Summary {
  private struct Key: Hashable {
    let blockSet: String
    let label: String
    let workers: Int
    let gasCheckBeforeMerkle: Bool
    let store: String
    var warmer: String
    let stream: String
    let stateRootFromBal: Bool

    init(_ identity: RowIdentity) {
      blockSet = identity.blockSet
      label = identity.label
      workers = identity.workers
      gasCheckBeforeMerkle = identity.gasCheckBeforeMerkle
      store = identity.store
      warmer = identity.warmer
      stream = identity.stream
      stateRootFromBal = identity.stateRootFromBal
    }

    /// The same without a warmer.
    var unwarmed: Key {
      var key = self
      key.warmer = WarmerMode.off.rawValue
      return key
    }
  }

  private var rowsByKey: [Key: [BlockRow]] = [:]
  private var order: [Key] = []

  /// The summary of no rows.
  package init() {}

  /// Adds rows of any cells.
  package mutating func add(_ rows: [BlockRow]) {
    for row in rows {
      let key = Key(row.identity)
      if rowsByKey[key] == nil { order.append(key) }
      rowsByKey[key, default: []].append(row)
    }
  }

  /// The summary, in the order in which its keys first came.
  package var rows: [SummaryRow] {
    let rows = order.compactMap { rowsByKey[$0] }.map(Self.row)
    return zip(order, rows).map { key, row in
      var row = row
      row.warmerSaved = saved(by: row, key, among: rows)
      return row
    }
  }

  /// What a warmer spared, measured against the same way of running without one.
  private func saved(by row: SummaryRow, _ key: Key, among rows: [SummaryRow]) -> Int? {
    guard key.warmer != WarmerMode.off.rawValue, let place = order.firstIndex(of: key.unwarmed),
      let without = rows[place].medianTotal, let total = row.medianTotal
    else { return nil }
    return Int(without) - Int(total)
  }

  private static func row(of rows: [BlockRow]) -> SummaryRow {
    var summary = SummaryRow()
    guard let identity = rows.first?.identity else { return summary }
    summary.blockSet = identity.blockSet
    summary.strategy = identity.strategy
    summary.options = identity.options
    summary.label = identity.label
    summary.workers = identity.workers
    summary.gasCheckBeforeMerkle = identity.gasCheckBeforeMerkle
    summary.store = identity.store
    summary.warmer = identity.warmer
    summary.stream = identity.stream
    summary.stateRootFromBal = identity.stateRootFromBal
    // Everything but times is the same in every repeat.
    let once = rows.filter { $0.identity.repetition == identity.repetition }
    count(once, in: &summary)
    measureParallelism(of: once, in: &summary)
    findWorst(of: once, in: &summary)
    let verdicts = rows.compactMap(\.matchesReference)
    summary.allMatchReference = verdicts.isEmpty ? nil : verdicts.allSatisfy { $0 }
    measureTimes(of: rows, in: &summary)
    return summary
  }

  private static func count(_ rows: [BlockRow], in summary: inout SummaryRow) {
    let run = rows.filter { $0.attempts > 0 }
    summary.blocks = run.count
    summary.invalid = rows.count { $0.status == .invalid }
    summary.unsupported = rows.count { $0.status == .unsupported }
    summary.failed = rows.count { $0.status == .failed }
    summary.transactions = run.reduce(0) { $0 + $1.transactionCount }
    summary.rejected = run.reduce(0) { $0 + $1.rejected }
    let reads = run.compactMap(\.coldReads)
    summary.coldReads = reads.isEmpty ? nil : reads.reduce(0, +)
    let virtual = run.compactMap(\.virtualRead)
    summary.virtualRead = virtual.isEmpty ? nil : virtual.reduce(0, +)
    summary.fallbacks = run.count { $0.acceptedTier != 0 }
    let first = run.count { $0.status == .accepted && $0.attempts == 1 }
    summary.firstAttemptSuccess = run.isEmpty ? nil : Double(first) / Double(run.count)
    let tiers = run.compactMap(\.acceptedTier)
    let counts = (0...(tiers.max() ?? 0)).map { tier in tiers.count { $0 == tier } }
    summary.acceptedByTier = counts.map(String.init).joined(separator: "/")
    let triggers = Dictionary(grouping: run.compactMap(\.fallbackTrigger)) { $0 }
    summary.mainTrigger =
      triggers.min { ($1.value.count, $0.key) < ($0.value.count, $1.key) }?.key
  }

  private static func measureParallelism(of rows: [BlockRow], in summary: inout SummaryRow) {
    let counts = rows.compactMap(\.shape.countParallelism)
    guard !counts.isEmpty else { return }
    summary.countParallelismMean = counts.reduce(0, +) / Double(counts.count)
    summary.countParallelismMin = counts.min()
    summary.countParallelismMax = counts.max()
    let gas = rows.compactMap(\.shape.gasParallelism).sorted()
    guard !gas.isEmpty else { return }
    summary.gasParallelismMedian = (gas[(gas.count - 1) / 2] + gas[gas.count / 2]) / 2
  }

  private static func findWorst(of rows: [BlockRow], in summary: inout SummaryRow) {
    func badness(_ row: BlockRow) -> (Int, Int, Double) {
      (
        row.status == .accepted ? 0 : 1, row.attempts,
        -(row.shape.countParallelism ?? 0)
      )
    }
    var worst: BlockRow?
    for row in rows where row.attempts > 0 {
      if let known = worst, badness(row) <= badness(known) { continue }
      worst = row
    }
    guard let worst else { return }
    summary.worstBlockNumber = worst.identity.blockNumber
    summary.worstBlockChain = worst.identity.chain
    summary.worstCountParallelism = worst.shape.countParallelism
    summary.worstAttempts = worst.attempts
    summary.worstTrigger = worst.fallbackTrigger
    summary.worstAcceptedStrategy = worst.acceptedStrategy
  }

  private static func measureTimes(of rows: [BlockRow], in summary: inout SummaryRow) {
    let blocks = Dictionary(grouping: rows.filter { $0.status == .accepted }) {
      "\($0.identity.chain) \($0.identity.blockNumber) \($0.identity.blockHash)"
    }.values
    func medians(_ time: KeyPath<BlockRow, UInt64?>) -> [UInt64] {
      blocks.compactMap { median($0.compactMap { $0[keyPath: time] }) }
    }
    guard !blocks.isEmpty else { return }
    summary.wasted = medians(\.wasted).reduce(0, +)
    summary.medianExec = median(medians(\.phases.exec))
    summary.medianTotal = median(medians(\.total))
    summary.medianMerkle = median(medians(\.phases.merkle))
    summary.medianMerkleWait = median(medians(\.phases.merkleWait))
    summary.maxTotal = medians(\.total).max()
  }

  /// The middle value, or the mean of the two middle ones.
  private static func median(_ values: [UInt64]) -> UInt64? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
