/// How long the phases of one execution took.
package struct PhaseTimes: Equatable, Sendable {
  /// Building the grouping.
  package var groups: UInt64?
  /// Executing the groups.
  package var exec: UInt64?
  /// Merging their outcomes in transaction order.
  package var merge: UInt64?
  /// Handing account updates to the merkleizer.
  package var send: UInt64?
  /// Computing the state root, from the first update to the root.
  package var merkle: UInt64?
  /// Comparing everything but the state root with the header.
  package var verify: UInt64?

  package init() {}
}

extension PhaseTimes {
  static func columns<Row>(
    of path: any WritableKeyPath<Row, PhaseTimes> & Sendable, run: String
  ) -> [Column<Row>] {
    let columns: [Column<PhaseTimes>] = [
      .time("groups_ns", \.groups, "Time to build the grouping of \(run)."),
      .time("exec_ns", \.exec, "Time to execute the groups of \(run), from first to last."),
      .time("merge_ns", \.merge, "Time to merge the groups of \(run) in transaction order."),
      .time("send_ns", \.send, "Time to hand the account updates of \(run) to the merkleizer."),
      .time(
        "merkle_ns", \.merkle, "Time from the first update to the state root of \(run)."),
    ]
    return columns.map { Column($0, within: path) }
  }

  static func verifyColumn<Row>(
    of path: any WritableKeyPath<Row, PhaseTimes> & Sendable, run: String
  ) -> Column<Row> {
    let column: Column<PhaseTimes> = .time(
      "verify_ns", \.verify, "Time to compare \(run) with the header, the state root apart.")
    return Column(column, within: path)
  }
}
