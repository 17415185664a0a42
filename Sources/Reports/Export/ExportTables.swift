import Records

/// The tables of an export.
///
/// Blocks and configurations are told once, in tables of their own; all others name them by number.
/// Where the recorded tables are wide in what could be told apart by a word, there is a long one.
struct ExportTables {
  /// Whether times and other measurements are among the columns.
  let includesMeasurements: Bool

  typealias ForeignKey = TableDescription.ForeignKey

  static let run = ["configuration_id", "block_id", "repeat"]
  static let toRun = ForeignKey(run, in: "block_runs")
  static let toAttempt = ForeignKey(run + ["attempt"], in: "attempts")
  static let toBlock = ForeignKey(["block_id"], in: "chain_blocks")
  static let toConfiguration = ForeignKey(["configuration_id"], in: "configurations")
  static let toBlockSet = ForeignKey(["block_set"], in: "block_sets")

  /// Every table; tables of measurements alone only where those are included.
  var all: [ExportTable] {
    [
      blockSets, chainBlocks, dependencyCounts, configurations, blockRuns, attempts, phases, edges,
      reads, groups, groupTransactions, workers, spans, transactions, dependencies, conflicts,
      makespans,
      summary, tiers,
    ].compactMap { $0 }
  }

  func isIncluded(_ field: Field) -> Bool { includesMeasurements || field.isDeterministic }

  /// A table of the own columns of a recorded one.
  func projection<Row: BlockTableRow>(
    of table: Table<Row>, name: String, keys: [ExportColumn<Keyed<Row>>], key: [String],
    references: [ForeignKey], without: Set<String> = []
  ) -> ExportTable? {
    let own = ExportColumn.own(table) { isIncluded($0) && !without.contains($0.name) }
    guard own.contains(where: { !key.contains($0.field.name) }) else { return nil }
    return ExportTable(
      name, table.summary, columns: keys + own, key: key, references: references
    ) { source, body in
      try source.forEachKeyed(table, body)
    }
  }

  private var blockSets: ExportTable {
    let columns: [ExportColumn<RunManifest.BlockSetInput>] = [
      ExportColumn(Field("block_set", .string, "Name of the block set in the experiment."), \.name),
      ExportColumn(
        Field("source", .string, "Its path, or the parameters that it was generated with."),
        \.source),
      ExportColumn(
        Field("digest", .string, isRequired: false, "SHA-256 of the input; empty if absent.")
      ) { $0.digest.fieldText },
      ExportColumn(
        Field("seed", .integer, isRequired: false, "Seed of its generator, if it is generated.")
      ) { $0.seed.fieldText },
      ExportColumn(
        Field("absence", .string, isRequired: false, "Why an optional block set was not run.")
      ) { $0.absence.fieldText },
    ]
    return ExportTable(
      "block_sets", "One row per block set of the experiment.", columns: columns,
      key: ["block_set"]
    ) { source, body in
      for input in source.manifest.blockSets { try body(input) }
    }
  }

  private var configurations: ExportTable {
    let place = ExportColumn<ExportedConfiguration>.configuration { $0.number }
    let columns: [ExportColumn<ExportedConfiguration>] =
      [place]
      + (RowIdentity.leadingColumns + RowIdentity.trailingColumns)
      .filter { !Self.blockNames.contains($0.name) && $0.name != "repeat" }
      .map { ExportColumn<RowIdentity>($0).within(\.identity) } + [
        ExportColumn(
          Field("strategy_version", .string, "Version of the strategy; groupings change with it.")
        ) { $0.strategy?.version ?? "" },
        ExportColumn(
          Field(
            "is_hypothetical", .boolean,
            "Whether the strategy needs attributed reads, which no client has in advance.")
        ) { ($0.strategy?.isHypothetical ?? false).fieldText },
      ]
    return ExportTable(
      "configurations", "One row per strategy, its options, and way of running blocks under it.",
      columns: columns, key: ["configuration_id"]
    ) { source, body in
      for configuration in source.configurations { try body(configuration) }
    }
  }

  private static let blockNames = Set(RowIdentity.blockColumns.map(\.name))
}
