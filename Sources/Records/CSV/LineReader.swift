import Foundation

/// Reads a CSV file in parts, each of which ends with a record's end.
final class LineReader {
  /// How much is read at a time.
  static let partSize = 1 << 16

  private let path: String
  private let file: FileHandle
  /// The start of a record whose end has not been read.
  private var rest: [UInt8] = []
  private var isAtEnd = false

  init(path: String) throws(FileError) {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw FileError(path: path, operation: .read)
    }
    self.path = path
    self.file = file
  }

  /// The next part; nil at the file's end.
  func next() throws(FileError) -> [UInt8]? {
    while !isAtEnd {
      let data = try read()
      if data.isEmpty { break }
      rest += data
      guard let end = lastRecordEnd else { continue }
      let part = Array(rest[..<end])
      rest.removeFirst(end)
      return part
    }
    isAtEnd = true
    defer { rest = [] }
    return rest.isEmpty ? nil : rest
  }

  private func read() throws(FileError) -> Data {
    do {
      return try file.read(upToCount: Self.partSize) ?? Data()
    } catch {
      throw FileError(path: path, operation: .read)
    }
  }

  /// Past the last line feed that no quotes enclose.
  private var lastRecordEnd: Int? {
    var isQuoted = false
    var end: Int?
    for (position, byte) in rest.enumerated() {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: "\n"), !isQuoted {
        end = position + 1
      }
    }
    return end
  }
}
