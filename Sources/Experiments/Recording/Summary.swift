import Execution
import Records

/// Sums block rows up: one row per block set, strategy and way of running it, repeats apart.
package struct Summary {
  private var ways: [RecordedWay] = []
  /// The places of the ways, in the order in which they first came.
  private var places: [WayOfRunning: Int] = [:]
  private var numbers = BlockNumbers()

  /// The summary of no rows.
  package init() {}

  /// Adds a block's row; all of a way come before its other rows.
  package mutating func add(_ row: BlockRow) {
    let way = WayOfRunning(row.identity)
    let place = places[way] ?? ways.count
    if place == ways.count {
      places[way] = place
      ways.append(RecordedWay(row.identity))
    }
    ways[place].add(row, number: numbers.number(of: row.identity))
  }

  /// Adds an attempt's row.
  package mutating func add(_ row: AttemptRow) {
    // What later attempts made of a block is the recovery's doing, not the strategy's.
    guard row.attempt == 0, let place = places[WayOfRunning(row.identity)] else { return }
    ways[place].add(row)
  }

  /// Adds a virtual time's row.
  package mutating func add(_ row: MakespanRow) {
    guard let place = places[WayOfRunning(row.identity)] else { return }
    ways[place].add(row)
  }

  /// The summary, in the order in which its ways first came.
  package var rows: [SummaryRow] {
    let rows = ways.map(\.summary)
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
    guard unwarmed != row.way, let place = places[unwarmed],
      let without = rows[place].medianTotal, let total = row.medianTotal
    else { return nil }
    return Int(without) - Int(total)
  }
}
