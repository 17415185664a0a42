/// Reads the rows of a recorded table one after another.
package struct TableReader<Row: TableRow> {
  private let file: String
  private let fieldCount: Int
  /// The table's columns that the file has, and where.
  private let present: [(column: Column<Row>, position: Int)]
  private var parser: CSVParser

  /// Reads the header of a file's bytes; the name stands in errors.
  package init(_ table: Table<Row>, _ bytes: [UInt8], file: String) throws(CSVError) {
    self.file = file
    parser = CSVParser(bytes, file: file)
    guard let header = try parser.next() else {
      throw CSVError(file: file, line: 1, problem: .missingHeader)
    }
    fieldCount = header.count
    var present: [(column: Column<Row>, position: Int)] = []
    for column in table.columns {
      if let position = header.firstIndex(of: column.name) {
        present.append((column, position))
      } else if !column.mayBeMissing {
        throw CSVError(file: file, line: 1, problem: .missingColumn(column.name))
      }
    }
    self.present = present
  }

  /// The next row, or nil at the end of the file.
  package mutating func next() throws(CSVError) -> Row? {
    let line = parser.nextLine
    guard let fields = try parser.next() else { return nil }
    guard fields.count == fieldCount else {
      let problem = CSVError.Problem.fieldCount(expected: fieldCount, found: fields.count)
      throw CSVError(file: file, line: line, problem: problem)
    }
    var row = Row()
    for (column, position) in present
    where !column.assign(&row, fields[position]) {
      let problem = CSVError.Problem.value(
        fields[position], column: column.name, expected: column.field.type)
      throw CSVError(file: file, line: line, problem: problem)
    }
    return row
  }
}
