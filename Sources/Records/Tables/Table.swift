/// A row of a recorded table.
package protocol TableRow: Sendable, Equatable {
  /// A row without values, to be filled by the reader.
  init()
  /// The table that the row belongs to.
  static var table: Table<Self> { get }
}

/// A recorded table: a name, what one row stands for, and its columns in order.
package struct Table<Row: TableRow>: Sendable {
  /// The file's name without `.csv`.
  package let name: String
  /// What one row stands for.
  package let summary: String
  /// The columns, in the order of the file.
  package let columns: [Column<Row>]

  package init(_ name: String, _ summary: String, columns: [Column<Row>]) {
    precondition(Set(columns.map(\.name)).count == columns.count, "\(name): a column named twice")
    self.name = name
    self.summary = summary
    self.columns = columns
  }

  /// The file's name.
  package var fileName: String { name + ".csv" }

  /// The first line of the file.
  package var header: String { CSV.line(columns.map(\.name)) }

  /// A row's line in the file.
  package func line(_ row: Row) -> String { CSV.line(columns.lazy.map { $0.text(row) }) }

  /// Reads a whole file; columns are found by their names, columns unknown here are passed over,
  /// and missing ones are errors unless their values may be absent.
  package func read(_ bytes: [UInt8], file: String) throws(CSVError) -> [Row] {
    var reader = RowReader(self, file: file)
    return try reader.rows(of: bytes)
  }

  /// Hands over the rows of a file one after another, holding a part of the file at a time.
  package func scan(file path: String, _ body: (Row) throws -> Void) throws {
    let lines = try LineReader(path: path)
    var reader = RowReader(self, file: path)
    while let part = try lines.next() {
      for row in try reader.rows(of: part) { try body(row) }
    }
    try reader.end()
  }

  /// What is wrong with a file whose first line is not the header.
  package func headerError(file path: String) throws -> CSVError {
    let lines = try LineReader(path: path)
    var parser = CSVParser(try lines.next() ?? [], file: path)
    guard let found = try parser.next() else {
      return CSVError(file: path, line: 1, problem: .missingHeader)
    }
    let names = columns.map(\.name)
    return CSVError(
      file: path, line: 1,
      problem: .otherColumns(
        missing: names.filter { !found.contains($0) },
        unknown: found.filter { !names.contains($0) }))
  }
}
