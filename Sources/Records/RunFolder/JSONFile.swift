import Foundation

/// The form in which a run folder's JSON files are written: readable, keys sorted, stable.
package enum JSONFile {
  /// The text of a value.
  package static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }

  /// Writes a value to a file, atomically.
  package static func write(_ value: some Encodable, to path: String) throws {
    try AtomicFile.write(try text(value), to: path)
  }

  /// Reads a value from a file.
  package static func read<Value: Decodable>(_ type: Value.Type, from path: String) throws -> Value
  {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FileError(path: path, operation: .read)
    }
    return try JSONDecoder().decode(type, from: data)
  }
}
