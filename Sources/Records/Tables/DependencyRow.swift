/// A row of `dependencies.csv`: one true dependency between two transactions of a block.
package struct DependencyRow: BlockTableRow {
  package var identity = RowIdentity()
  package var edge = RecordedEdge()

  package init() {}

  package static let table = Table<DependencyRow>(
    "dependencies",
    "One row per true dependency between two transactions of a block, by the exact accesses of the"
      + " reference run.",
    columns: RowIdentity.columns(RowIdentity.blockColumns, of: \.identity)
      + RecordedEdge.columns(of: \.edge))
}

/// An edge between two transactions of a block.
package struct RecordedEdge: Hashable, Sendable {
  package var kind = ""
  package var resource = ""
  package var resourceLabel: String?
  package var first = 0
  package var second = 0

  package init() {}
}

extension RecordedEdge {
  static func columns<Row>(
    of path: any WritableKeyPath<Row, RecordedEdge> & Sendable
  ) -> [Column<Row>] {
    let columns: [Column<RecordedEdge>] = [
      Column(
        "kind", \.kind,
        "write-write; read-after-write; or same-sender, which stands for the edges on the sender's"
          + " nonce."),
      Column("resource", \.resource, "What the two transactions conflict on."),
      Column("resource_label", \.resourceLabel, ConflictRow.labelDefinition),
      Column("first_transaction", \.first, "The earlier transaction, from 0 in block order."),
      Column("second_transaction", \.second, "The later transaction, from 0 in block order."),
    ]
    return columns.map { Column($0, within: path) }
  }
}
