/// A text file and its lines, for finding and showing the place of an error.
package struct SourceText: Sendable {
  /// The file's name, as errors show it.
  package let name: String
  /// The file's text, without a byte order mark.
  package let bytes: [UInt8]

  private let lineStarts: [Int]

  /// The text of a file; nil if it is not valid UTF-8.
  package init?(name: String, bytes: [UInt8]) {
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.name = name
    self.bytes = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
    lineStarts = Self.lineStarts(of: self.bytes)
  }

  /// The text of a string.
  package init(name: String, text: String) {
    self.name = name
    bytes = Array(text.utf8)
    lineStarts = Self.lineStarts(of: bytes)
  }

  /// The mark of a 1-based line and column; one outside the text is moved to its nearest end.
  package func mark(line: Int, column: Int) -> SourceMark {
    let line = min(max(line, 1), lineStarts.count)
    var offset = lineStarts[line - 1]
    var passed = 1
    while passed < column, offset < bytes.count {
      offset += Self.scalarLength(bytes[offset])
      passed += 1
    }
    return SourceMark(line: line, column: max(column, 1), offset: min(offset, bytes.count))
  }

  /// The mark of a byte; one outside the text is moved to its end.
  package func mark(offset: Int) -> SourceMark {
    let offset = min(max(offset, 0), bytes.count)
    let line = lineStarts.lastIndex { $0 <= offset } ?? 0
    let before = bytes[lineStarts[line]..<offset]
    let column = before.count { !Self.isContinuation($0) } + 1
    return SourceMark(line: line + 1, column: column, offset: offset)
  }

  /// The text of a 1-based line, without its line break.
  package func line(_ number: Int) -> String {
    guard 1...lineStarts.count ~= number else { return "" }
    let end = number < lineStarts.count ? lineStarts[number] : bytes.count
    var text = bytes[lineStarts[number - 1]..<end]
    while let length = Self.trailingLineBreakLength(of: text) { text = text.dropLast(length) }
    return String(decoding: text, as: UTF8.self)
  }

  // YAML 1.1, and so libyaml, ends lines at LF, CR, CR LF, NEL, LS and PS.
  private static func lineStarts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    var position = 0
    while position < bytes.count {
      let length = lineBreakLength(at: position, in: bytes)
      position += max(length, 1)
      if length > 0 { starts.append(position) }
    }
    return starts
  }

  private static func lineBreakLength(at position: Int, in bytes: [UInt8]) -> Int {
    switch bytes[position] {
    case 0x0A: 1
    case 0x0D: position + 1 < bytes.count && bytes[position + 1] == 0x0A ? 2 : 1
    case 0xC2: position + 1 < bytes.count && bytes[position + 1] == 0x85 ? 2 : 0
    case 0xE2:
      position + 2 < bytes.count && bytes[position + 1] == 0x80
        && (bytes[position + 2] == 0xA8 || bytes[position + 2] == 0xA9) ? 3 : 0
    default: 0
    }
  }

  private static func trailingLineBreakLength(of text: ArraySlice<UInt8>) -> Int? {
    if text.last == 0x0A || text.last == 0x0D { return 1 }
    if text.suffix(2).elementsEqual([0xC2, 0x85]) { return 2 }
    if text.suffix(3).elementsEqual([0xE2, 0x80, 0xA8]) { return 3 }
    if text.suffix(3).elementsEqual([0xE2, 0x80, 0xA9]) { return 3 }
    return nil
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  private static func scalarLength(_ lead: UInt8) -> Int {
    switch lead {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }
}
