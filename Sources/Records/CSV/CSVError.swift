/// What is wrong with a CSV file, and where.
package struct CSVError: Error, Equatable, CustomStringConvertible {
  /// The kinds of damage.
  package enum Problem: Equatable, Sendable {
    case unterminatedQuote
    case quoteInsideField
    case textAfterQuote
    case fieldCount(expected: Int, found: Int)
    case missingHeader
    case missingColumn(String)
    /// A file of this program's with the columns of another version of it.
    case otherColumns(missing: [String], unknown: [String])
    case value(String, column: String, expected: ColumnType)
  }

  /// The file's name, as given by the caller.
  package let file: String
  /// The 1-based line at which the record starts.
  package let line: Int
  /// What is wrong.
  package let problem: Problem

  package init(file: String, line: Int, problem: Problem) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  package var description: String {
    let text =
      switch problem {
      case .unterminatedQuote: "a quoted field has no end"
      case .quoteInsideField: "a quote inside a field that does not start with one"
      case .textAfterQuote: "text after the closing quote of a field"
      case .fieldCount(let expected, let found): "\(found) fields; the header has \(expected)"
      case .missingHeader: "the file is empty; a header is expected"
      case .missingColumn(let name): "the header has no column '\(name)'"
      case .otherColumns(let missing, let unknown):
        "the columns are those of another version of this program ("
          + Self.difference(missing: missing, unknown: unknown)
          + "); use the executable that recorded the run: run.json has its digest and revision"
      case .value(let text, let column, let expected):
        "'\(text.prefix(64))' in column '\(column)' is no \(expected.rawValue)"
      }
    return "\(file):\(line): error: \(text)"
  }

  private static func difference(missing: [String], unknown: [String]) -> String {
    let parts = [("without", missing), ("with", unknown)].filter { !$1.isEmpty }
      .map { "\($0) \($1.map { "'\($0)'" }.joined(separator: ", "))" }
    return parts.isEmpty ? "in another order" : parts.joined(separator: ", ")
  }
}
