/// Makes a table's rows of the records of a file, which may come in parts.
struct RowReader<Row: TableRow> {
  private let table: Table<Row>
  private let file: String
  /// The table's columns that the file has, and where, once its header was read.
  private var present: [(column: Column<Row>, position: Int)]?
  private var fieldCount = 0
  private var line = 1

  init(_ table: Table<Row>, file: String) {
    self.table = table
    self.file = file
  }

  /// The rows of the file's next bytes, which end with a record's end or the file's.
  mutating func rows(of bytes: [UInt8]) throws(CSVError) -> [Row] {
    var parser = CSVParser(bytes, file: file, line: line)
    let present = try columns(&parser)
    var rows: [Row] = []
    while true {
      line = parser.nextLine
      guard let fields = try parser.next() else { return rows }
      rows.append(try row(of: fields, present))
    }
  }

  /// Says that the file ended.
  func end() throws(CSVError) {
    if present == nil { throw missingHeader }
  }

  private var missingHeader: CSVError {
    CSVError(file: file, line: 1, problem: .missingHeader)
  }

  private mutating func columns(
    _ parser: inout CSVParser
  ) throws(CSVError) -> [(column: Column<Row>, position: Int)] {
    if let present { return present }
    guard let header = try parser.next() else { throw missingHeader }
    var found: [(column: Column<Row>, position: Int)] = []
    for column in table.columns {
      if let position = header.firstIndex(of: column.name) {
        found.append((column, position))
      } else if !column.mayBeMissing {
        throw CSVError(file: file, line: 1, problem: .missingColumn(column.name))
      }
    }
    present = found
    fieldCount = header.count
    return found
  }

  private func row(
    of fields: [String], _ present: [(column: Column<Row>, position: Int)]
  ) throws(CSVError) -> Row {
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
