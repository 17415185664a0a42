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
    var parser = CSVParser(bytes, file: file)
    guard let header = try parser.next() else {
      throw CSVError(file: file, line: 1, problem: .missingHeader)
    }
    var present: [(column: Column<Row>, position: Int)] = []
    for column in columns {
      if let position = header.firstIndex(of: column.name) {
        present.append((column, position))
      } else if !column.mayBeMissing {
        throw CSVError(file: file, line: 1, problem: .missingColumn(column.name))
      }
    }
    var rows: [Row] = []
    while true {
      let line = parser.nextLine
      guard let fields = try parser.next() else { return rows }
      guard fields.count == header.count else {
        let problem = CSVError.Problem.fieldCount(expected: header.count, found: fields.count)
        throw CSVError(file: file, line: line, problem: problem)
      }
      var row = Row()
      for (column, position) in present
      where !column.assign(&row, fields[position]) {
        let problem = CSVError.Problem.value(
          fields[position], column: column.name, expected: column.type)
        throw CSVError(file: file, line: line, problem: problem)
      }
      rows.append(row)
    }
  }
}
