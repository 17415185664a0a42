/// A malformed or unexpected piece of a JSON text, with its place in the file.
package struct JSONError: Error, Equatable, CustomStringConvertible {
  /// The file that the text came from, as the reader was given it.
  package let file: String
  /// The 1-based line.
  package let line: Int
  /// The 1-based column, counted in Unicode scalars.
  package let column: Int
  /// The 0-based byte offset in the (decompressed) text.
  package let offset: Int
  /// The way from the root to the value, such as `blocks[0].transactions[3].gasLimit`.
  package let path: String
  /// What was expected and what was found.
  package let message: String

  /// `file:line:column: error: message (at path, byte offset)`.
  package var description: String {
    let place = path.isEmpty ? "the root" : path
    return "\(file):\(line):\(column): error: \(message) (at \(place), byte \(offset))"
  }
}
