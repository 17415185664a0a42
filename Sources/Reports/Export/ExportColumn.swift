import Records

/// A column of an exported table: its documentation, and its text for whatever a row is made of.
struct ExportColumn<Element> {
  let field: Field
  let text: (Element) -> String

  init(_ field: Field, _ text: @escaping (Element) -> String) {
    self.field = field
    self.text = text
  }

  /// The column of a table whose rows are made of more.
  func within<Outer>(_ part: @escaping (Outer) -> Element) -> ExportColumn<Outer> {
    ExportColumn<Outer>(field) { text(part($0)) }
  }
}

extension ExportColumn {
  /// A recorded column as it is.
  init(_ column: Column<Element>) { self.init(column.field, column.text) }

  /// What stands for a block.
  static func block(_ number: @escaping (Element) -> Int) -> ExportColumn {
    ExportColumn(Field("block_id", .integer, "The block: its row in chain_blocks.")) {
      String(number($0))
    }
  }

  /// What stands for a configuration.
  static func configuration(_ number: @escaping (Element) -> Int?) -> ExportColumn {
    ExportColumn(
      Field(
        "configuration_id", .integer, "How the block was run: the row in configurations.")
    ) { number($0).fieldText }
  }

  /// The columns that tell the runs of blocks apart: how, which block, which repeat.
  static func run<Row: BlockTableRow>() -> [Self] where Element == Keyed<Row> {
    let repetition = RowIdentity.leadingColumns.filter { $0.name == "repeat" }
    return [.configuration(\.configuration), .block(\.block)]
      + repetition.map { ExportColumn<RowIdentity>($0).within(\.row.identity) }
  }

  /// The columns of a recorded table that are about what its rows are of, and not about which
  /// block or configuration that is.
  static func own<Row: BlockTableRow>(
    _ table: Table<Row>, where isWanted: (Field) -> Bool = { _ in true }
  ) -> [Self] where Element == Keyed<Row> {
    table.columns.filter { !identityNames.contains($0.name) && isWanted($0.field) }
      .map { ExportColumn<Row>($0).within(\.row) }
  }

  private static var identityNames: Set<String> {
    Set((RowIdentity.leadingColumns + RowIdentity.trailingColumns).map(\.name))
  }
}
