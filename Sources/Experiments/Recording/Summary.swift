import Execution
import Records

/// Sums block rows up: one row per block set, strategy and way of running it, repeats apart.
package struct Summary {
  private var ways: [WayOfRunning: RecordedWay] = [:]
  private var order: [WayOfRunning] = []

  /// The summary of no rows.
  package init() {}

  /// Adds rows of any cells.
  package mutating func add(
    _ blocks: [BlockRow], attempts: [AttemptRow] = [], makespans: [MakespanRow] = []
  ) {
    for row in blocks {
      let way = WayOfRunning(row.identity)
      if ways[way] == nil { order.append(way) }
      ways[way, default: RecordedWay()].blocks.append(row)
    }
    // What later attempts made of a block is the recovery's doing, not the strategy's.
    for row in attempts where row.attempt == 0 {
      ways[WayOfRunning(row.identity)]?.firstAttempts.append(row)
    }
    for row in makespans { ways[WayOfRunning(row.identity)]?.makespans.append(row) }
  }

  /// The summary, in the order in which its ways first came.
  package var rows: [SummaryRow] {
    let rows = order.compactMap { ways[$0]?.summary }
    return rows.map { row in
      var row = row
      row.warmerSaved = saved(by: row, among: rows)
      return row
    }
  }

  /// What a warmer spared, measured against the same way of running without one.
  private func saved(by row: SummaryRow, among rows: [SummaryRow]) -> Int? {
    var unwarmed = row.way
    unwarmed.warmer = WarmerMode.off.rawValue
    guard unwarmed != row.way, let place = order.firstIndex(of: unwarmed),
      let without = rows[place].medianTotal, let total = row.medianTotal
    else { return nil }
    return Int(without) - Int(total)
  }
}
