/// A table in plain text, its columns as wide as they need to be.
package struct TextTable: Sendable {
  /// Where the text of a column stands.
  package enum Alignment: Sendable {
    case left
    case right
  }

  /// A column: its heading, which may have several lines, and its alignment.
  package struct Column: Sendable {
    package let heading: [String]
    package let alignment: Alignment

    package init(_ heading: String..., alignment: Alignment = .right) {
      self.heading = heading
      self.alignment = alignment
    }
  }

  private static let gap = "  "

  /// The columns, left to right.
  package let columns: [Column]
  /// The rows; each has a text for every column.
  package private(set) var rows: [[String]] = []

  /// A table without rows.
  package init(columns: [Column]) { self.columns = columns }

  /// Adds a row.
  package mutating func add(_ row: [String]) {
    precondition(row.count == columns.count, "\(row.count) texts for \(columns.count) columns")
    rows.append(row)
  }

  /// The lines of the table, at most `width` columns wide: where the first column takes too much,
  /// its longest texts stand on lines of their own above their rows.
  package func lines(width: Int) -> [String] {
    let headingHeight = columns.map(\.heading.count).max() ?? 0
    // Headings stand at the bottom, next to what they are above.
    let headings = (0..<headingHeight).map { line in
      columns.map { column in
        let index = line - (headingHeight - column.heading.count)
        return index < 0 ? "" : column.heading[index]
      }
    }
    let all = headings + rows
    var widths = naturalWidths
    let total = naturalWidth
    if total > width, let first = widths.first {
      widths[0] = max(columns[0].heading.map(\.count).max() ?? 0, first - (total - width))
    }
    return all.flatMap { row in
      row[0].count <= widths[0]
        ? [line(row, widths)] : [row[0], line([""] + row.dropFirst(), widths)]
    }
  }

  /// How wide the table is if nothing is broken.
  package var naturalWidth: Int {
    naturalWidths.reduce(0, +) + Self.gap.count * (columns.count - 1)
  }

  private var naturalWidths: [Int] {
    columns.indices.map { column in
      (columns[column].heading + rows.map { $0[column] }).map(\.count).max() ?? 0
    }
  }

  private func line(_ row: [String], _ widths: [Int]) -> String {
    let cells = columns.indices.map { index in
      Self.pad(row[index], to: widths[index], columns[index].alignment)
    }
    var line = cells.joined(separator: Self.gap)
    while line.last == " " { line.removeLast() }
    return line
  }

  private static func pad(_ text: String, to width: Int, _ alignment: Alignment) -> String {
    let padding = String(repeating: " ", count: max(0, width - text.count))
    return alignment == .left ? text + padding : padding + text
  }
}
