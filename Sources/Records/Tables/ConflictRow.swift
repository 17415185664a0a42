/// A row of `conflicts.csv`: one edge in which an attempt's grouping differs from the truth.
package struct ConflictRow: BlockTableRow {
  package var identity = RowIdentity()
  /// The attempt at the block, from 0.
  package var attempt = 0
  package var classification = ""
  package var edge = RecordedEdge()
  /// The rule of the approximations that leaves a missed dependency out.
  package var excludedBy: String?

  package init() {}

  static let labelDefinition = "What the account is, where that is known."

  static let excludedByDefinition =
    "Rule of the approximated read sets that leaves the dependency out: fee-recipient-balance,"
    + " no-call (a payment to the fee recipient runs no code), nonce, sender-balance,"
    + " address-not-known (nothing in the transaction or its writes names the account);"
    + " not-excluded where only the strategy itself does."

  package static let table = Table<ConflictRow>(
    "conflicts",
    "One row per edge in which an attempt's grouping differs from the true dependencies. Every"
      + " other row of dependencies.csv is an edge that the grouping keeps. The same for all"
      + " workers, gas checks, stores and repeats: recorded for the first of each.",
    columns: RowIdentity.columns(RowIdentity.leadingColumns, of: \.identity)
      + [
        Column("attempt", \.attempt, "Place of the attempt among those at the block, from 0."),
        Column(
          "classification", \.classification,
          "false: the strategy's union joined what no dependency joins; of dependencies between"
            + " groups missed-harmful, missed-benign and missed-unknown, as in attempts.csv."),
      ]
      + RecordedEdge.columns(of: \.edge)
      + [Column("excluded_by", \.excludedBy, excludedByDefinition)]
      + RowIdentity.columns(RowIdentity.trailingColumns, of: \.identity))
}
