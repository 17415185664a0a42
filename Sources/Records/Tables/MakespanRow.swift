/// A row of `makespans.csv`: the virtual time of one block on a number of workers.
package struct MakespanRow: BlockTableRow {
  /// The numbers of virtual workers that are recorded.
  package static let virtualWorkers = [1, 2, 4, 8, 16, 32, 64]

  package var identity = RowIdentity()
  package var virtualWorkers = 0
  package var makespanGas: UInt64?
  package var boundMakespanGas: UInt64?
  package var efficiency: Double?
  package var makespan: UInt64?
  package var boundMakespan: UInt64?

  package init() {}

  package static let table = Table<MakespanRow>(
    "makespans",
    "One row per block, strategy and number of virtual workers: virtual time by list scheduling.",
    columns: RowIdentity.columns(RowIdentity.leadingColumns, of: \.identity)
      + [
        Column(
          "virtual_workers", \.virtualWorkers, unit: .threads,
          "Number of workers of the virtual schedule; workers is what the run itself had."),
        Column(
          "makespan_gas", \.makespanGas, unit: .gas,
          "Gas until the last group ends if the heaviest groups are handed out first; the sum over"
            + " all executed attempts."),
        Column(
          "bound_makespan_gas", \.boundMakespanGas, unit: .gas,
          "Gas until the last transaction ends if each starts after those that it depends on, the"
            + " one with the heaviest path before it first."),
        Column(
          "efficiency", \.efficiency, unit: .ratio, "bound_makespan_gas / makespan_gas."),
        .time(
          "makespan_ns", \.makespan,
          "As makespan_gas with the time of each transaction (exec_ns in transactions.csv), and"
            + " with the merkleization of attempts that were not accepted."),
        .time(
          "bound_makespan_ns", \.boundMakespan,
          "As bound_makespan_gas with the time of each transaction."),
      ]
      + RowIdentity.columns(RowIdentity.trailingColumns, of: \.identity))
}
