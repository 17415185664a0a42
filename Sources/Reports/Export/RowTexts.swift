import Records

/// Rows by number, kept as the lines that a file has of them: a fraction of their size.
struct RowTexts<Row: TableRow> {
  private var text: [UInt8] = []
  /// By the number of the row; empty where there is none.
  private var places: [Range<Int32>] = []

  /// Whether there is a row of a number.
  func has(_ number: Int) -> Bool { number < places.count && !places[number].isEmpty }

  /// Keeps a row.
  mutating func set(_ number: Int, to row: Row) {
    let start = Int32(text.count)
    text += Row.table.line(row).utf8
    while places.count <= number { places.append(0..<0) }
    places[number] = start..<Int32(text.count)
  }

  /// The row of a number, if there is one.
  func row(_ number: Int) throws(CSVError) -> Row? {
    guard has(number) else { return nil }
    let line = text[Int(places[number].lowerBound)..<Int(places[number].upperBound)]
    let file = Array(Row.table.header.utf8) + line
    return try Row.table.read(file, file: Row.table.fileName).first
  }
}
