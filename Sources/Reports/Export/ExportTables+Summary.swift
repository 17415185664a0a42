import Records

extension ExportTables {
  private static let key = ["block_set", "configuration_id"]

  /// A summary with the number that stands for its configuration.
  private typealias Numbered = (row: SummaryRow, configuration: Int?)

  private var keyColumns: [ExportColumn<Numbered>] {
    [
      ExportColumn(Field("block_set", .string, "Name of the block set in the experiment.")) {
        $0.row.blockSet
      },
      .configuration { $0.configuration },
    ]
  }

  var summary: ExportTable {
    let identity = Set(
      (RowIdentity.leadingColumns + RowIdentity.trailingColumns).map(\.name))
    let own = SummaryRow.table.columns.filter { column in
      !identity.contains(column.name) && column.name != "accepted_by_tier"
        && isIncluded(column.field)
    }
    return ExportTable(
      "summary", SummaryRow.table.summary,
      columns: keyColumns
        + own.map { ExportColumn<SummaryRow>($0).within { (numbered: Numbered) in numbered.row } },
      key: Self.key, references: [Self.toBlockSet, Self.toConfiguration]
    ) { source, body in
      try source.forEach(SummaryRow.table) { row in
        try body((row, source.configuration(of: row)))
      }
    }
  }

  /// The blocks accepted at each tier.
  var tiers: ExportTable {
    typealias Tier = (summary: Numbered, tier: Int, blocks: Substring)
    return ExportTable(
      "tiers", "One row per block set, configuration and tier; repeats apart.",
      columns: keyColumns.map { $0.within { (tier: Tier) in tier.summary } } + [
        ExportColumn(Field("tier", .integer, "The tier; 0 is the strategy's own.")) {
          String($0.tier)
        },
        ExportColumn(
          Field("blocks", .integer, unit: .blocks, "Number of blocks accepted at it.")
        ) { String($0.blocks) },
      ], key: Self.key + ["tier"], references: [Self.toBlockSet, Self.toConfiguration]
    ) { source, body in
      try source.forEach(SummaryRow.table) { row in
        let numbered = (row, source.configuration(of: row))
        for (tier, blocks) in row.acceptedByTier.split(separator: "/").enumerated() {
          try body((numbered, tier, blocks))
        }
      }
    }
  }
}
