import Records

extension ExportTables {
  /// What is said of a block, whatever ran it, in the table of its runs.
  private static let bounds: Set = [
    "component_count_parallelism", "component_gas_parallelism", "span_parallelism",
    "transaction_bound",
  ]

  var chainBlocks: ExportTable {
    let identity = RowIdentity.blockColumns.map {
      ExportColumn<RowIdentity>($0).within { (block: ExportedBlock) in block.row.identity }
    }
    let counts = BlockRow.table.columns
      .filter { ["transaction_count", "gas_used"].contains($0.name) }
    let bounds = BlockRow.table.columns.filter { Self.bounds.contains($0.name) }
    let known = Set((RowIdentity.blockColumns.map(\.name)) + counts.map(\.name))
    let accessList = ChainBlockRow.table.columns.filter { !known.contains($0.name) }
      .map(Self.optional)
    return ExportTable(
      "chain_blocks",
      "One row per block; what the reference run found is empty where it did not accept it.",
      columns: [.block(\.number)] + identity + counts.map(Self.ofRow) + accessList
        + bounds.map(Self.ofRow),
      key: ["block_id"], references: [Self.toBlockSet]
    ) { source, body in
      try source.forEachBlock(body)
    }
  }

  /// The true dependencies of each block by kind.
  var dependencyCounts: ExportTable {
    let prefix = "dependencies_"
    let columns = BlockRow.table.columns.filter { $0.name.hasPrefix(prefix) }
    let kinds = columns.map { Self.kind($0.name.dropFirst(prefix.count)) }
    typealias Count = (block: Int, kind: String, text: String)
    return ExportTable(
      "dependency_counts", "One row per block and kind of true dependency.",
      columns: [
        ExportColumn<Count>.block(\.block),
        ExportColumn(Field("kind", .string, "As in dependencies."), \.kind),
        ExportColumn(
          Field("edge_count", .integer, unit: .edges, "Number of such dependencies."), \.text),
      ], key: ["block_id", "kind"], references: [Self.toBlock]
    ) { source, body in
      try source.forEachBlock { block in
        for (column, kind) in zip(columns, kinds) {
          let text = column.text(block.row)
          if !text.isEmpty { try body((block.number, kind, text)) }
        }
      }
    }
  }

  /// The runs of blocks: what came of each, without what is in tables of their own.
  var blockRuns: ExportTable? {
    let elsewhere = BlockRow.table.columns.map(\.field).filter { field in
      field.unit == .edges || Self.bounds.contains(field.name) || Self.isPhase(field)
        || ["transaction_count", "gas_used"].contains(field.name)
    }
    return projection(
      of: BlockRow.table, name: "block_runs", keys: ExportColumn.run(), key: Self.run,
      references: [Self.toConfiguration, Self.toBlock], without: Set(elsewhere.map(\.name)))
  }

  var transactions: ExportTable? {
    projection(
      of: TransactionRow.table, name: "transactions", keys: [.block(\.block)],
      key: ["block_id", "transaction"], references: [Self.toBlock])
  }

  var dependencies: ExportTable? {
    projection(
      of: DependencyRow.table, name: "dependencies", keys: [.block(\.block)],
      key: ["block_id", "kind", "resource", "first_transaction", "second_transaction"],
      references: [Self.toBlock])
  }

  var makespans: ExportTable? {
    projection(
      of: MakespanRow.table, name: "makespans", keys: ExportColumn.run(),
      key: Self.run + ["virtual_workers"], references: [Self.toRun])
  }

  /// A kind of edge as tables of edges call it, from its place in a column's name.
  static func kind(_ name: Substring) -> String {
    String(name).replacing("_", with: "-")
  }

  private static func ofRow(_ column: Column<BlockRow>) -> ExportColumn<ExportedBlock> {
    ExportColumn(column).within(\.row)
  }

  private static func optional(_ column: Column<ChainBlockRow>) -> ExportColumn<ExportedBlock> {
    let field = column.field
    return ExportColumn(
      Field(
        field.name, field.type, unit: field.unit, isRequired: false,
        isDeterministic: field.isDeterministic, field.definition)
    ) { $0.chainBlock.map(column.text) ?? "" }
  }
}
