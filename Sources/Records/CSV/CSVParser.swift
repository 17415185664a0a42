/// Reads the records of a CSV file one after another.
///
/// Accepts both line ends of RFC 4180's readers, LF and CR LF; everything else is strict.
package struct CSVParser {
  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private var line: Int

  /// A parser of a file's bytes; the name stands in its errors.
  ///
  /// - Parameter line: The line of the file at which the bytes start.
  package init(_ bytes: [UInt8], file: String, line: Int = 1) {
    self.bytes = bytes
    self.file = file
    self.line = line
  }

  /// The line at which the next record starts.
  package var nextLine: Int { line }

  /// The fields of the next record, or nil at the end of the file.
  package mutating func next() throws(CSVError) -> [String]? {
    guard position < bytes.count else { return nil }
    let start = line
    var fields: [String] = []
    while true {
      fields.append(try field(recordStart: start))
      guard position < bytes.count else { return fields }
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: ",") { continue }
      if byte == UInt8(ascii: "\r") { position += 1 }
      line += 1
      return fields
    }
  }

  private mutating func field(recordStart: Int) throws(CSVError) -> String {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      return try plainField(recordStart: recordStart)
    }
    position += 1
    var content: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte != UInt8(ascii: "\"") {
        if byte == UInt8(ascii: "\n") { line += 1 }
        content.append(byte)
      } else if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
        content.append(byte)
        position += 1
      } else {
        guard isAtFieldEnd else {
          throw CSVError(file: file, line: recordStart, problem: .textAfterQuote)
        }
        return String(decoding: content, as: UTF8.self)
      }
    }
    throw CSVError(file: file, line: recordStart, problem: .unterminatedQuote)
  }

  private mutating func plainField(recordStart: Int) throws(CSVError) -> String {
    let start = position
    while !isAtFieldEnd {
      guard bytes[position] != UInt8(ascii: "\"") else {
        throw CSVError(file: file, line: recordStart, problem: .quoteInsideField)
      }
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private var isAtFieldEnd: Bool {
    guard position < bytes.count else { return true }
    switch bytes[position] {
    case UInt8(ascii: ","), UInt8(ascii: "\n"): return true
    case UInt8(ascii: "\r"):
      return position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "\n")
    default: return false
    }
  }
}
